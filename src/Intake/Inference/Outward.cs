namespace Phusa.Intake.Inference;

/// <summary>A range that holds all values seen and ends in round numbers; what was never below zero may not be.</summary>
internal static class Outward
{
    public static (object? Low, object? High) Of(double low, double high)
    {
        var largest = Math.Max(Math.Abs(low), Math.Abs(high));
        if (largest > 1e15)
        {
            return (null, null);
        }
        var step = largest == 0 ? 1 : Math.Pow(10, Math.Floor(Math.Log10(largest)));
        return ((object)(low >= 0 ? 0m : (decimal)(Math.Floor(low / step) * step)), (object)Above(high, step));
    }

    /// <summary>Room to grow: the next step beyond the largest value.</summary>
    private static decimal Above(double high, double step) => high <= 0 ? 0 : (decimal)((Math.Floor(high / step) + 1) * step);
}
