using System.Text;
using System.Text.Json;
using Phusa.Kernel.Data;
using Phusa.Security.Contracts;

namespace Phusa.Security.Audit;

/// <summary>What an entry says of a read of personal data.</summary>
/// <param name="Name">Of the account; empty for somebody who has not signed in.</param>
/// <param name="Roles">Held then, as <c>Steward@H21.05</c>; null in entries from before they were written.</param>
internal sealed record ReadDetails(
    string Name, SignInMethod Method, string Version, IReadOnlyList<string> Fields, string? Purpose, long Rows, string Address,
    IReadOnlyList<string>? Roles = null);

/// <summary>Finds reads of personal data among the ledger's entries, newest first.</summary>
internal sealed class PersonalReadStore(Database ledger)
{
    public const string Kind = "personal-read";

    /// <summary>Name of the sealed part that says which rows.</summary>
    public const string Selection = "selection";

    public Task<IReadOnlyList<PersonalRead>> ListAsync(
        string? dataset, string? account, DateTimeOffset? since, DateTimeOffset? before, long? after, int most,
        CancellationToken cancellation)
    {
        (string Sql, string Name, object? Value)[] conditions =
        [
            ("e.reference is null and e.kind = @kind", "kind", Kind), ("e.object = @dataset", "dataset", dataset), ("e.actor = @account", "account", account),
            ("e.at >= @since", "since", since), ("e.at < @before", "before", before), ("e.seq < @after", "after", after),
        ];
        var used = conditions.Where(condition => condition.Value is not null).ToList();
        return ledger.ListAsync(
            new("select e.seq, e.at, e.actor, e.object, e.body, s.content from security_ledger_entry e "
                + $"left join security_ledger_sealed s on s.seq = e.seq and s.name = '{Selection}' where "
                + string.Join(" and ", used.Select(condition => condition.Sql)) + " order by e.seq desc limit @most",
                [.. used.Select(condition => (condition.Name, condition.Value)), ("most", most)]),
            Read, cancellation);
    }

    internal static PersonalRead Read(Row row)
    {
        using var body = JsonDocument.Parse(row.Text("body"));
        var details = body.RootElement.GetProperty("details").Deserialize<ReadDetails>(JsonStorage.Options)!;
        return new(
            row.Integer("seq"), row.Instant("at"), row.TextOrNull("actor") is { } actor ? Guid.Parse(actor) : null, details.Name,
            details.Method, row.Text("object"), details.Version, details.Fields, details.Purpose, details.Rows,
            row.IsNull("content") ? null : Encoding.UTF8.GetString(row.Bytes("content")), details.Address);
    }
}
