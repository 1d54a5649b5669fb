using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.Quality.Contracts;
using Phusa.Ui;

namespace Phusa.Quality.Pages;

/// <summary>Scores, criteria and states in words.</summary>
internal static class ScoreWords
{
    public static readonly IReadOnlyList<QualityCriterion> Criteria = Enum.GetValues<QualityCriterion>();

    public static string Of(double? score) => score is null ? T.NotMeasured.ToString() : Show.Number(score, 1);

    public static Text Of(QualityCriterion criterion) => criterion switch
    {
        QualityCriterion.Correct => T.CriterionCorrect,
        QualityCriterion.Complete => T.CriterionComplete,
        QualityCriterion.Clean => T.CriterionClean,
        QualityCriterion.Live => T.CriterionLive,
        QualityCriterion.Consistent => T.CriterionConsistent,
        _ => T.CriterionShared,
    };

    /// <summary>How the score is computed, shown beside it.</summary>
    public static Text Formula(QualityCriterion criterion) => criterion switch
    {
        QualityCriterion.Correct => T.FormulaCorrect,
        QualityCriterion.Complete => T.FormulaComplete,
        QualityCriterion.Clean => T.FormulaClean,
        QualityCriterion.Live => T.FormulaLive,
        QualityCriterion.Consistent => T.FormulaConsistent,
        _ => T.FormulaShared,
    };

    public static Text Of(IssueState state) => state switch
    {
        IssueState.Open => T.IssueStateOpen,
        IssueState.Assigned => T.IssueStateAssigned,
        _ => T.IssueStateClosed,
    };

    public static TagTone Tone(IssueState state) => state switch
    {
        IssueState.Open => TagTone.Bad,
        IssueState.Assigned => TagTone.Warning,
        _ => TagTone.Good,
    };
}
