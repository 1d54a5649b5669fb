using Phusa.Exchange.Events;
using Phusa.Kernel.Data;

namespace Phusa.Exchange.Documents;

/// <summary>Documents of services in the records, one a service.</summary>
internal sealed class DocumentStore(Database database)
{
    private const string Columns = "service_id, content, source, changed_at, changed_by, revision";

    /// <summary>Part of the transaction in which the service is drafted.</summary>
    public static Task<int> InsertAsync(Session session, ServiceDocument document, CancellationToken cancellation) =>
        session.ExecuteAsync(new(
            $"insert into exchange_document ({Columns}) values (@service, @content, @source, @at, @by, @revision)",
            Values(document)), cancellation);

    /// <summary>False, with nothing written, where the service is no draft any more.</summary>
    public Task<bool> ChangeAsync(ServiceDocument document, ExchangeEvent done, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            var changed = await session.ExecuteAsync(new(
                "update exchange_document set content = @content, source = @source, changed_at = @at, changed_by = @by, "
                + "revision = revision + 1 where service_id = @service and revision = @revision and exists (select 1 from "
                + "exchange_service s where s.id = service_id and s.state = 'Draft')", Values(document)), cancellation);
            if (changed > 0)
            {
                await ExchangeEvents.RecordAsync(session, done, cancellation);
            }
            return changed > 0;
        }, cancellation);

    public Task<ServiceDocument?> FindAsync(Guid service, CancellationToken cancellation) => database.FindAsync(
        new($"select {Columns} from exchange_document where service_id = @service", ("service", service)), Read, cancellation);

    /// <summary>Null where the service has none.</summary>
    public async Task<long?> RevisionAsync(Guid service, CancellationToken cancellation) =>
        await database.ListAsync(
            new("select revision from exchange_document where service_id = @service", ("service", service)),
            row => row.Integer("revision"), cancellation) is [var revision, ..] ? revision : null;

    private static (string, object?)[] Values(ServiceDocument document) =>
    [
        ("service", document.ServiceId), ("content", document.Content), ("source", document.Source),
        ("at", document.ChangedAt), ("by", document.ChangedBy), ("revision", document.Revision),
    ];

    private static ServiceDocument Read(Row row) => new(
        row.Id("service_id"), row.Text("content"), row.TextOrNull("source"), row.Instant("changed_at"),
        row.Text("changed_by"), row.Integer("revision"));
}
