using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Quality.Contracts;

namespace Phusa.Intake.Loads;

/// <summary>What the gate says of a score under its threshold.</summary>
internal static class GateProblems
{
    public static Problem Of(QualityCriterion criterion, ScoreCard scores, Gate gate) => new(
        CriterionWords.Of(criterion).En, "gate.below", T.GateBelow(
            CriterionWords.Of(criterion), Math.Round(scores.Of(criterion) ?? 0, 1), gate.Thresholds[criterion]));
}
