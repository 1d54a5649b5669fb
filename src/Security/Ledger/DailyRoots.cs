using System.Globalization;
using System.Text;
using Phusa.Kernel;
using Phusa.Kernel.Data;

namespace Phusa.Security.Ledger;

/// <summary>The last head that was kept on a day, in Vietnam's time.</summary>
/// <param name="Root">Base64.</param>
/// <param name="Witnesses">Who co-signed it.</param>
internal sealed record DailyRoot(DateOnly Day, long Size, string Root, bool IsTimestamped, IReadOnlyList<string> Witnesses, string Note);

/// <summary>
/// Published as open data: whoever keeps a copy of yesterday's root can prove tomorrow that nothing before it was rewritten.
/// </summary>
internal sealed class DailyRoots([FromKeyedServices(KernelModule.Ledger)] Database ledger)
{
    public async Task<IReadOnlyList<DailyRoot>> ListAsync(CancellationToken cancellation)
    {
        var last = await ledger.ListAsync(
            new($"select {LedgerStore.HeadColumns} from security_ledger_checkpoint where size in "
                + "(select max(size) from security_ledger_checkpoint group by day) order by size desc"),
            LedgerStore.ReadHead, cancellation);
        var signed = await ledger.ListAsync(
            new("select size, witness, line, at from security_ledger_cosignature where size in "
                + "(select max(size) from security_ledger_checkpoint group by day)"), Witnesses.ReadCosignature, cancellation);
        var witnesses = signed.ToLookup(one => one.Size, one => one.Witness);
        return [.. last.Select(head => new DailyRoot(
            head.Day, head.Size, head.Note.Split('\n')[2], head.Token is not null, [.. witnesses[head.Size]], head.Note))];
    }

    public static string Csv(IReadOnlyList<DailyRoot> roots)
    {
        var text = new StringBuilder("day,size,root,timestamped,witnesses\n");
        foreach (var root in roots)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{root.Day:yyyy-MM-dd},{root.Size},{root.Root},{(root.IsTimestamped ? "true" : "false")},{string.Join(' ', root.Witnesses)}\n");
        }
        return text.ToString();
    }
}
