namespace Phusa.Host.Demo;

/// <summary>
/// A cosine from sums and products only, the same to the last bit on every machine; right to nine digits, more than
/// any illustrative figure shows.
/// </summary>
internal static class Cosine
{
    public static double Of(double radians)
    {
        var turn = radians / Math.Tau;
        var quarter = (turn - Math.Floor(turn + 0.5)) * Math.Tau / 4;
        var square = quarter * quarter;
        var cosine = 1 - square / 2 * (1 - square / 12 * (1 - square / 30 * (1 - square / 56 * (1 - square / 90))));
        var half = 2 * cosine * cosine - 1;
        return 2 * half * half - 1;
    }

    public static double OfDegrees(double degrees)
    {
        return Of(degrees * Math.PI / 180);
    }
}
