using Phusa.Kernel.Data;

namespace Phusa.Security.Contracts;

/// <summary>One read of personal data.</summary>
/// <param name="Fields">
/// The personal fields that came back or that rows were chosen by, in clear or masked.
/// </param>
/// <param name="Selection">Which rows: the key or the filter, as text.</param>
public sealed record PersonalRead(
    Guid Id, DateTimeOffset At, Guid? AccountId, string AccountName, SignInMethod Method, string Dataset,
    string Version, IReadOnlyList<string> Fields, string? Purpose, long Rows, string Selection, string Address);

/// <summary>
/// The append-only record of who read personal data, when, why and which. The database itself refuses to change or
/// delete an entry. Record before rows are sent: a read that cannot be recorded must not happen.
/// </summary>
public sealed class PersonalReads(Database database, TimeProvider time)
{
    internal const string Columns =
        """
        id, read_at, account_id, account_name, method, dataset, dataset_version, fields, purpose, row_count, selection,
        address
        """;

    /// <summary>Records a read of whole rows, where the decision asks for it.</summary>
    public Task RecordAsync(
        AccessRequest request, AccessDecision decision, string version, long rows, string selection,
        CancellationToken cancellation) =>
        RecordAsync(request, decision, decision.Recorded, version, rows, selection, cancellation);

    /// <param name="read">Fields that came back or that rows were chosen by; others are not recorded.</param>
    public async Task RecordAsync(
        AccessRequest request, AccessDecision decision, IEnumerable<string> read, string version, long rows,
        string selection, CancellationToken cancellation)
    {
        string[] fields = [.. decision.Recorded.Intersect(read, StringComparer.Ordinal)];
        if (fields.Length == 0)
        {
            return;
        }
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var caller = request.Caller;
        await database.ExecuteAsync(new(
            $"insert into security_personal_read ({Columns}) values (@id, @at, @account, @name, @method, @dataset, "
            + "@version, @fields, @purpose, @rows, @selection, @address)",
            ("id", id), ("at", time.GetUtcNow()), ("account", caller.AccountId), ("name", caller.Name),
            ("method", caller.Method), ("dataset", request.Dataset.Name), ("version", version),
            ("fields", JsonStorage.Write(fields)), ("purpose", request.StatedPurpose), ("rows", rows),
            ("selection", selection), ("address", caller.Address ?? "")), cancellation);
    }

    /// <summary>The newest entries first, of one dataset or of all, older than <paramref name="before"/>.</summary>
    public Task<IReadOnlyList<PersonalRead>> ListAsync(
        string? dataset, DateTimeOffset before, int limit, CancellationToken cancellation) => database.ListAsync(
        new($"select {Columns} from security_personal_read where read_at < @before"
            + (dataset is null ? "" : " and dataset = @dataset") + " order by read_at desc, id desc limit @limit",
            [("before", before), ("limit", limit), .. dataset is null ? []
                : new (string, object?)[] { ("dataset", dataset) }]),
        Read, cancellation);

    internal static PersonalRead Read(Row row) => new(
        row.Id("id"), row.Instant("read_at"), row.IdOrNull("account_id"), row.Text("account_name"),
        row.Choice<SignInMethod>("method"), row.Text("dataset"), row.Text("dataset_version"),
        row.Json<string[]>("fields"), row.TextOrNull("purpose"), row.Integer("row_count"), row.Text("selection"),
        row.Text("address"));
}
