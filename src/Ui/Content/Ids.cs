namespace Phusa.Ui;

/// <summary>Ids that tie a label to its control or a heading to its section; unique within a page.</summary>
internal static class Ids
{
    private static int last;

    public static string Next() => $"u{(uint)Interlocked.Increment(ref last) % 1_000_000}";
}
