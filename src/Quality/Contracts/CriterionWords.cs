using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;

namespace Phusa.Quality.Contracts;

/// <summary>The six criteria and how each score is computed, in words.</summary>
public static class CriterionWords
{
    public static Text Of(QualityCriterion criterion) => criterion switch
    {
        QualityCriterion.Correct => T.CriterionCorrect,
        QualityCriterion.Complete => T.CriterionComplete,
        QualityCriterion.Clean => T.CriterionClean,
        QualityCriterion.Live => T.CriterionLive,
        QualityCriterion.Consistent => T.CriterionConsistent,
        _ => T.CriterionShared,
    };

    /// <summary>Shown beside the score.</summary>
    public static Text Formula(QualityCriterion criterion) => criterion switch
    {
        QualityCriterion.Correct => T.FormulaCorrect,
        QualityCriterion.Complete => T.FormulaComplete,
        QualityCriterion.Clean => T.FormulaClean,
        QualityCriterion.Live => T.FormulaLive,
        QualityCriterion.Consistent => T.FormulaConsistent,
        _ => T.FormulaShared,
    };
}
