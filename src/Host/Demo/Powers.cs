namespace Phusa.Host.Demo;

/// <summary>Powers of ten, and rounding to them: halves go up, everywhere alike.</summary>
internal static class Powers
{
    private static readonly long[] powers = [.. Enumerable.Range(0, 19).Select(Power)];

    public static long Of(int exponent) => powers[exponent];

    /// <summary>The number in units of its last decimal.</summary>
    public static long Scale(double number, int decimals) => (long)Math.Floor(number * powers[decimals] + 0.5);

    private static long Power(int exponent)
    {
        var power = 1L;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }
}
