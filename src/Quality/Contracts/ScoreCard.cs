using Phusa.Catalog.Contracts;

namespace Phusa.Quality.Contracts;

/// <summary>The six scores, 0–100 each; null is "not measured", which is never shown as a full score.</summary>
public sealed record ScoreCard(
    double? Correct, double? Complete, double? Clean, double? Live, double? Consistent, double? Shared, double? Total)
{
    public double? Of(QualityCriterion criterion) => criterion switch
    {
        QualityCriterion.Correct => Correct,
        QualityCriterion.Complete => Complete,
        QualityCriterion.Clean => Clean,
        QualityCriterion.Live => Live,
        QualityCriterion.Consistent => Consistent,
        _ => Shared,
    };

    /// <summary>
    /// Correct and Consistent: weighted passing cells ÷ weighted tested cells. Complete: filled required cells ×
    /// population coverage. Clean: 1 − rows with any such fault ÷ rows. The total is the weighted mean of what was measured.
    /// </summary>
    /// <param name="live">See <see cref="Freshness"/>; it falls by itself between loads.</param>
    /// <param name="shared">A checklist and real reuse, measured by those who use the data.</param>
    public static ScoreCard Of(DataContract contract, CheckMeasure measure, double? live, double? shared)
    {
        var weights = contract.Weights;
        var results = measure.Results.Where(result => result.IsMeasured && result.Tested > 0).ToList();
        var clean = measure.Rows == 0 || results.All(result => result.Check.Criterion != QualityCriterion.Clean)
            ? (double?)null : 100.0 * (measure.Rows - measure.DirtyRows) / measure.Rows;
        return Summed(weights, new(
            Cells(QualityCriterion.Correct), Cells(QualityCriterion.Complete), clean, live,
            Cells(QualityCriterion.Consistent), shared, null));

        double? Cells(QualityCriterion criterion)
        {
            var ofIt = results.Where(result => result.Check.Criterion == criterion).ToList();
            var tested = ofIt.Sum(result => weights.Of(result.Check.Name) * result.Tested!.Value);
            return tested == 0 ? null
                : (double)(100 * (1 - ofIt.Sum(result => weights.Of(result.Check.Name) * result.Failed) / tested));
        }
    }

    /// <summary>The same card with what changes between loads brought up to now.</summary>
    public ScoreCard At(DataContract contract, double? live, double? shared) =>
        Summed(contract.Weights, this with { Live = live, Shared = shared });

    /// <summary>Criteria whose score is under the contract's threshold.</summary>
    public IReadOnlyList<QualityCriterion> Below(Gate gate) =>
        [.. gate.Thresholds.Where(limit => Of(limit.Key) is { } score && score < (double)limit.Value).Select(limit => limit.Key)];

    private static ScoreCard Summed(Weights weights, ScoreCard card)
    {
        var measured = Enum.GetValues<QualityCriterion>().Where(criterion => card.Of(criterion) is not null).ToList();
        var weight = measured.Sum(criterion => (double)weights.Of(criterion));
        return card with
        {
            Total = weight == 0 ? null
                : measured.Sum(criterion => (double)weights.Of(criterion) * card.Of(criterion)!.Value) / weight,
        };
    }
}

/// <summary>How live a dataset is: 100 within the promised cycle, falling in a straight line to 0 at three cycles.</summary>
public static class Freshness
{
    /// <returns>Null where the contract promises nothing.</returns>
    public static double? Score(Frequency? promised, DateTimeOffset loaded, DateTimeOffset now)
    {
        if (promised is null)
        {
            return null;
        }
        var cycles = (now - loaded) / (promised.After(loaded) - loaded);
        return Math.Clamp(100 * (3 - cycles) / 2, 0, 100);
    }
}
