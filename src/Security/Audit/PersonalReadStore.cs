using System.Text;
using System.Text.Json;
using Phusa.Kernel;
using Phusa.Kernel.Data;
using Phusa.Security.Contracts;
using Phusa.Security.Ledger;

namespace Phusa.Security.Audit;

/// <summary>What an entry says of a read of personal data.</summary>
/// <param name="Name">Of the account; empty for somebody who has not signed in.</param>
/// <param name="Roles">Held then, as <c>Steward@H21.05</c>; null in entries from before they were written.</param>
internal sealed record ReadDetails(
    string Name, SignInMethod Method, string Version, IReadOnlyList<string> Fields, string? Purpose, long Rows, string Address,
    IReadOnlyList<string>? Roles = null);

/// <summary>Finds reads of personal data among the ledger's entries, newest first.</summary>
internal sealed class PersonalReadStore([FromKeyedServices(KernelModule.Ledger)] Database ledger, LedgerStore entries)
{
    public const string Kind = "personal-read";

    /// <summary>Name of the sealed part that says which rows.</summary>
    public const string Selection = "selection";

    public async Task<IReadOnlyList<PersonalRead>> ListAsync(
        string? dataset, string? account, DateTimeOffset? since, DateTimeOffset? before, long? after, int most,
        CancellationToken cancellation)
    {
        (string Sql, string Name, object? Value)[] conditions =
        [
            ("i.kind = @kind", "kind", Kind), ("i.object = @dataset", "dataset", dataset), ("i.actor = @account", "account", account),
            ("i.at >= @since", "since", since), ("i.at < @before", "before", before), ("i.seq < @after", "after", after),
        ];
        var used = conditions.Where(condition => condition.Value is not null).ToList();
        var found = await ledger.ListAsync(
            new("select i.seq, s.content from security_ledger_index i "
                + $"left join security_ledger_sealed s on s.seq = i.seq and s.name = '{Selection}' where "
                + string.Join(" and ", used.Select(condition => condition.Sql)) + " order by i.seq desc limit @most",
                [.. used.Select(condition => (condition.Name, condition.Value)), ("most", most)]),
            row => (Seq: row.Integer("seq"), Content: row.IsNull("content") ? null : row.Bytes("content")), cancellation);
        var written = await entries.FindAsync([.. found.Select(one => one.Seq)], cancellation);
        return [.. written.Zip(found, (entry, one) => Read(entry, one.Content))];
    }

    private static PersonalRead Read(StoredEntry entry, byte[]? selection)
    {
        using var body = JsonDocument.Parse(entry.Body);
        var details = body.RootElement.GetProperty("details").Deserialize<ReadDetails>(JsonStorage.Options)!;
        var said = entry.Read();
        return new(
            entry.Seq, said.At, said.Actor is { } actor ? Guid.Parse(actor) : null, details.Name, details.Method, said.Object!,
            details.Version, details.Fields, details.Purpose, details.Rows,
            selection is null ? null : Encoding.UTF8.GetString(selection), details.Address);
    }
}
