using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;

namespace Phusa.Quality.Checks;

/// <summary>A bound in words.</summary>
internal static class Bounds
{
    public static Text Word(Bound bound) => bound.Operator switch
    {
        BoundOperator.Be => T.BoundBe(bound.Value),
        BoundOperator.NotBe => T.BoundNot(bound.Value),
        BoundOperator.GreaterThan => T.BoundGreater(bound.Value),
        BoundOperator.GreaterOrEqualTo => T.BoundAtLeast(bound.Value),
        BoundOperator.LessThan => T.BoundLess(bound.Value),
        BoundOperator.LessOrEqualTo => T.BoundAtMost(bound.Value),
        BoundOperator.Between => T.BoundBetween(bound.Value, bound.Upper),
        _ => T.BoundNotBetween(bound.Value, bound.Upper),
    };
}
