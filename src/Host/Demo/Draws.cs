using System.Text;

namespace Phusa.Host.Demo;

/// <summary>
/// Where every drawn value comes from: a hash of seed, dataset, field and row (splitmix64's finisher: Steele, Lea and
/// Flood 2014). Any row can be made again, in any order and on any machine, and comes out the same.
/// </summary>
internal readonly struct Draws(long seed, string dataset, string purpose)
{
    private const ulong RowStep = 0xD1B54A32D192ED03;
    private const ulong AttemptStep = 0x8CB92BA72F3D8DD7;

    private readonly ulong key = Mix(Hash(Encoding.UTF8.GetBytes($"{dataset}\0{purpose}")) ^ Mix((ulong)seed));

    /// <summary>The dice of one row; another attempt gives other dice.</summary>
    public Dice Row(long row, int attempt = 0)
    {
        return new Dice(Mix(key + (ulong)row * RowStep + (ulong)attempt * AttemptStep));
    }

    /// <summary>FNV-1a, finished so that short and similar texts lie far apart.</summary>
    public static ulong Hash(ReadOnlySpan<byte> text)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        return Mix(hash);
    }

    internal static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

/// <summary>A row's own short stream of numbers (splitmix64).</summary>
internal struct Dice(ulong state)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    // Eight lanes of 16 bits, uniform: their sum has this mean and this standard deviation.
    private const double LanesMean = 8 * 32767.5;
    private const double LanesDeviation = 53509.9199;

    private ulong state = state;

    public ulong Next()
    {
        state += Step;
        return Draws.Mix(state);
    }

    /// <summary>From 0 up to, not including, <paramref name="limit"/>.</summary>
    public long Below(long limit)
    {
        return (long)Math.BigMul(Next(), (ulong)limit, out _);
    }

    /// <summary>From 0 up to, not including, 1.</summary>
    public double Unit()
    {
        return (Next() >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>
    /// Standard normal to within what a sample shows, as a sum of eight uniform lanes (Irwin and Hall): only sums, as
    /// logarithms and cosines of the C library differ between machines in their last bit.
    /// </summary>
    public double Normal()
    {
        var sum = Lanes(Next()) + Lanes(Next());
        return (sum - LanesMean) / LanesDeviation;
    }

    private static long Lanes(ulong bits)
    {
        return (long)((bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48));
    }
}

/// <summary>Whether a row belongs to the given share of rows.</summary>
internal readonly struct Share(Draws draws, double share)
{
    public bool Hits(long row)
    {
        return share > 0 && draws.Row(row).Unit() < share;
    }
}
