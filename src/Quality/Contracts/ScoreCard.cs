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
    /// Correct and Consistent: weighted passing cells ÷ weighted tested cells; Correct times the share of lines that
    /// could be read, so that a broken line, being one more that was tested, never raises it. Complete: the same for
    /// required cells, times the share of the expected population that is there (checks of kind <c>population</c>, 1
    /// without one). Clean: 1 − rows with any such fault ÷ rows; padding alone does not make it measured. Live: the
    /// lower of <see cref="Freshness"/> and passing ÷ tested of checks of time. The total is the weighted mean of what
    /// was measured, and is not measured where no check looked at the rows.
    /// </summary>
    /// <param name="live">See <see cref="Freshness"/>; it falls by itself between loads.</param>
    /// <param name="shared">A checklist and real reuse, measured by those who use the data.</param>
    public static ScoreCard Of(DataContract contract, CheckMeasure measure, double? live, double? shared)
    {
        var weights = contract.Weights;
        var results = measure.Results.Where(result => result.IsMeasured && result.Tested > 0).ToList();
        var isClean = results.Any(result => result.Check is { Criterion: QualityCriterion.Clean, Kind: not "padded" });
        var clean = isClean && measure.Rows > 0
            ? 100.0 * (measure.Rows - Math.Min(measure.Rows, measure.DirtyRows)) / measure.Rows : (double?)null;
        var read = results.Where(result => result is { Check.Kind: RecordCheck.Kind, Failed: > 0 })
            .Select(result => 1 - ((double)result.Failed / result.Tested!.Value));
        var population = results.Where(result => result.Check is { Criterion: QualityCriterion.Complete, Kind: CheckKinds.Population })
            .Select(result => Math.Clamp((double)(result.Measured ?? 0) / 100, 0, 1));
        return Summed(weights, new(
            Times(Cells(QualityCriterion.Correct), read), Times(Cells(QualityCriterion.Complete), population), clean,
            Lower(live, Cells(QualityCriterion.Live)), Cells(QualityCriterion.Consistent), shared, null));

        double? Cells(QualityCriterion criterion)
        {
            var ofIt = results.Where(result => result.Check.Criterion == criterion
                && result.Check.Kind is not (CheckKinds.Population or RecordCheck.Kind)).ToList();
            var tested = ofIt.Sum(result => weights.Of(result.Check.Name) * result.Tested!.Value);
            return tested == 0 ? null
                : Math.Max(0, (double)(100 * (1 - ofIt.Sum(result => weights.Of(result.Check.Name) * result.Failed) / tested)));
        }
    }

    /// <summary>The lowest share of what is there; where nothing else was measured, that share itself.</summary>
    private static double? Times(double? cells, IEnumerable<double> shares) =>
        shares.ToList() is { Count: > 0 } all ? (cells ?? 100) * all.Min() : cells;

    private static double? Lower(double? one, double? other) => one is null ? other : other is null ? one : Math.Min(one.Value, other.Value);

    /// <summary>The same card with what changes between loads brought up to now.</summary>
    public ScoreCard At(DataContract contract, double? live, double? shared) =>
        Summed(contract.Weights, this with { Live = live, Shared = shared });

    /// <summary>As the flower draws them.</summary>
    public Ui.Scores Flower => new(Correct, Complete, Clean, Live, Consistent, Shared, Total);

    /// <summary>Criteria whose score is under the contract's threshold.</summary>
    public IReadOnlyList<QualityCriterion> Below(Gate gate) =>
        [.. gate.Thresholds.Where(limit => Of(limit.Key) is { } score && score < (double)limit.Value).Select(limit => limit.Key)];

    private static ScoreCard Summed(Weights weights, ScoreCard card)
    {
        var measured = Enum.GetValues<QualityCriterion>().Where(criterion => card.Of(criterion) is not null).ToList();
        var weight = measured.Sum(criterion => (double)weights.Of(criterion));
        var isLooked = measured.Any(criterion => criterion is not (QualityCriterion.Live or QualityCriterion.Shared));
        return card with
        {
            Total = weight == 0 || !isLooked ? null
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
