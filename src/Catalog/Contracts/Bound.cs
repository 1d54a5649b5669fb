using System.Globalization;

namespace Phusa.Catalog.Contracts;

/// <summary>
/// What a measured number must be. Between is strict at both ends, as the standard defines it; only it and its
/// opposite have an upper value.
/// </summary>
public sealed record Bound(BoundOperator Operator, decimal Value, decimal? Upper = null)
{
    public bool Holds(decimal measured) => Operator switch
    {
        BoundOperator.Be => measured == Value,
        BoundOperator.NotBe => measured != Value,
        BoundOperator.GreaterThan => measured > Value,
        BoundOperator.GreaterOrEqualTo => measured >= Value,
        BoundOperator.LessThan => measured < Value,
        BoundOperator.LessOrEqualTo => measured <= Value,
        BoundOperator.Between => measured > Value && measured < Upper,
        _ => !(measured > Value && measured < Upper),
    };

    public override string ToString() => Upper is null
        ? string.Create(CultureInfo.InvariantCulture, $"must{Operator} {Value}")
        : string.Create(CultureInfo.InvariantCulture, $"must{Word} [{Value}, {Upper}]");

    private string Word => Operator == BoundOperator.Between ? "BeBetween" : "NotBeBetween";
}

public enum BoundOperator
{
    Be,
    NotBe,
    GreaterThan,
    GreaterOrEqualTo,
    LessThan,
    LessOrEqualTo,
    Between,
    NotBetween,
}
