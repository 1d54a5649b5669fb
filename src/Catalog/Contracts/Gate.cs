namespace Phusa.Catalog.Contracts;

/// <summary>
/// Scores (0–100) below which a load is remarked on or refused; a criterion not named has no threshold.
/// </summary>
public sealed record Gate(GateMode Mode, IReadOnlyDictionary<QualityCriterion, decimal> Thresholds)
{
    /// <summary>The gate of a contract that names none: every load may pass, whatever its scores.</summary>
    public static readonly Gate Open = new(GateMode.None, new Dictionary<QualityCriterion, decimal>());
}

public enum GateMode { None, Warn, Block }

/// <summary>Weights of criteria and of checks (by rule name), 0 or more; whatever is not named weighs 1.</summary>
public sealed record Weights(
    IReadOnlyDictionary<QualityCriterion, decimal> Criteria, IReadOnlyDictionary<string, decimal> Checks)
{
    public static readonly Weights Equal =
        new(new Dictionary<QualityCriterion, decimal>(), new Dictionary<string, decimal>());

    public decimal Of(QualityCriterion criterion) => Criteria.GetValueOrDefault(criterion, 1);

    public decimal Of(string check) => Checks.GetValueOrDefault(check, 1);
}
