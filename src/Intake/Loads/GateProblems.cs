using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;
using Phusa.Quality.Contracts;

namespace Phusa.Intake.Loads;

/// <summary>What the gate says of a score under its threshold.</summary>
internal static class GateProblems
{
    public static Problem Of(QualityCriterion criterion, ScoreCard scores, Gate gate) => new(
        Name(criterion).En, "gate.below", T.GateBelow(
            Name(criterion), Math.Round(scores.Of(criterion) ?? 0, 1), gate.Thresholds[criterion]));

    public static Text Name(QualityCriterion criterion) => criterion switch
    {
        QualityCriterion.Correct => T.CriterionCorrect,
        QualityCriterion.Complete => T.CriterionComplete,
        QualityCriterion.Clean => T.CriterionClean,
        QualityCriterion.Live => T.CriterionLive,
        QualityCriterion.Consistent => T.CriterionConsistent,
        _ => T.CriterionShared,
    };
}
