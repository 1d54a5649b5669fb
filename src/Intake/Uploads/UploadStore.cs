using Phusa.Catalog.Contracts;
using Phusa.Intake.Loads;
using Phusa.Kernel.Data;

namespace Phusa.Intake.Uploads;

/// <summary>Uploads in the records.</summary>
internal sealed class UploadStore(Database database, TimeProvider clock)
{
    private const string Columns =
        """
        select id, dataset, file_name, byte_count, synced, sha256, mode, onward, resubmits, load_id, owner,
               created_by, created_at, changed_at, choices
        from intake_upload
        """;

    public Task<Upload?> FindAsync(Guid id, CancellationToken cancellation) =>
        database.FindAsync(new(Columns + " where id = @id", ("id", id)), Read, cancellation);

    /// <summary>Those to which nothing was added since.</summary>
    public Task<IReadOnlyList<Upload>> ListUnchangedAsync(DateTimeOffset since, CancellationToken cancellation) =>
        database.ListAsync(new(Columns + " where changed_at < @since", ("since", since)), Read, cancellation);

    public Task AddAsync(Upload upload, CancellationToken cancellation) => database.ExecuteAsync(new(
        """
        insert into intake_upload (id, dataset, file_name, byte_count, synced, sha256, mode, onward, resubmits, load_id,
            owner, created_by, created_at, changed_at, choices)
        values (@id, @dataset, @file, @bytes, @synced, @sha256, @mode, @onward, @resubmits, null, @owner, @by, @at, @at,
            @choices)
        """,
        ("id", upload.Id), ("dataset", upload.Dataset), ("file", upload.FileName), ("bytes", upload.Bytes),
        ("synced", upload.Synced), ("sha256", upload.Sha256), ("mode", upload.Mode), ("onward", upload.Onward),
        ("resubmits", upload.Resubmits), ("owner", upload.Owner), ("by", upload.CreatedBy), ("at", upload.CreatedAt),
        ("choices", upload.Choices is null ? null : JsonStorage.Write(upload.Choices))), cancellation);

    public Task SyncedAsync(Guid id, long synced, CancellationToken cancellation) => database.ExecuteAsync(new(
        "update intake_upload set synced = @synced, changed_at = @now where id = @id",
        ("id", id), ("synced", synced), ("now", clock.GetUtcNow())), cancellation);

    public Task ReceivedAsync(Guid id, Guid load, CancellationToken cancellation) => database.ExecuteAsync(new(
        "update intake_upload set load_id = @load, changed_at = @now where id = @id",
        ("id", id), ("load", load), ("now", clock.GetUtcNow())), cancellation);

    public Task RemoveAsync(Guid id, CancellationToken cancellation) =>
        database.ExecuteAsync(new("delete from intake_upload where id = @id", ("id", id)), cancellation);

    private static Upload Read(Row row) => new(
        row.Id("id"), row.Text("dataset"), row.Text("file_name"), row.Integer("byte_count"), row.Integer("synced"),
        row.TextOrNull("sha256"), row.IsNull("mode") ? null : row.Choice<LoadMode>("mode"),
        row.Choice<Onward>("onward"), row.IdOrNull("resubmits"), row.IdOrNull("load_id"), row.Id("owner"), row.Text("created_by"),
        row.Instant("created_at"), row.Instant("changed_at"),
        row.IsNull("choices") ? null : row.Json<ReadingChoices>("choices"));
}
