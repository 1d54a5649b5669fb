using System.Globalization;
using System.Text;
using Phusa.Kernel.Periods;
using Phusa.Security.Ledger;

namespace Phusa.Security.Contracts;

/// <summary>The last signed head of each day, for who publishes them as data.</summary>
public sealed class LedgerRoots
{
    private readonly DailyRoots roots;
    private readonly TimeProvider clock;

    internal LedgerRoots(DailyRoots roots, TimeProvider clock) => (this.roots, this.clock) = (roots, clock);

    /// <summary>Days that are over, in Vietnam's time, oldest first: their heads do not change any more.</summary>
    public async Task<IReadOnlyList<LedgerRoot>> FinishedAsync(CancellationToken cancellation)
    {
        var today = clock.Today();
        return [.. (await roots.ListAsync(cancellation)).Where(root => root.Day < today).OrderBy(root => root.Day).Select(root =>
            new LedgerRoot(root.Day, root.Note.Split('\n')[0], root.Size, root.Root, root.Note.Split('\n')[4], root.IsTimestamped, root.Witnesses))];
    }
}

/// <param name="Origin">The log's name.</param>
/// <param name="Root">Base64.</param>
/// <param name="Signature">The line of the note by which the log signed origin, size and root.</param>
/// <param name="Witnesses">Who co-signed it.</param>
public sealed record LedgerRoot(
    DateOnly Day, string Origin, long Size, string Root, string Signature, bool IsTimestamped, IReadOnlyList<string> Witnesses)
{
    public const string Heading = "day,origin,size,root,signature,timestamped,witnesses";

    /// <summary>None of its parts holds a comma or a quote.</summary>
    public string Csv => string.Create(CultureInfo.InvariantCulture,
        $"{Day:yyyy-MM-dd},{Origin},{Size},{Root},{Signature},{(IsTimestamped ? "true" : "false")},{string.Join(' ', Witnesses)}");

    /// <summary>A table of them in UTF-8.</summary>
    public static byte[] Table(IEnumerable<LedgerRoot> roots) =>
        Encoding.UTF8.GetBytes(string.Join('\n', roots.Select(root => root.Csv).Prepend(Heading)) + "\n");
}
