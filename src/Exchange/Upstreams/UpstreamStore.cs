using Microsoft.AspNetCore.DataProtection;
using Phusa.Exchange.Events;
using Phusa.Kernel.Data;

namespace Phusa.Exchange.Upstreams;

/// <summary>The settings of upstreams in the records, one a service. Secrets and certificates are encrypted.</summary>
internal sealed class UpstreamStore(Database database, IDataProtectionProvider protection)
{
    private const string Columns =
        "service_id, address, authentication, name, secret, certificate, trusted_roots, health_path, connecting_seconds, "
        + "silence_seconds, retries, concurrent, largest_body_kilobytes, maintenance_until, maintenance_message, "
        + "error_pointer, error_success, unwrap_xml, answer_check, changed_at, changed_by, revision";

    private const string Insert =
        $"insert into exchange_upstream ({Columns}) values (@service, @address, @authentication, @name, @secret, @certificate, "
        + "@roots, @health, @connecting, @silence, @retries, @concurrent, @largest, @until, @message, @pointer, @success, @xml, @check, "
        + "@at, @by, @revision) on conflict (service_id) do nothing";

    private const string Update =
        "update exchange_upstream set address = @address, authentication = @authentication, name = @name, secret = @secret, "
        + "certificate = @certificate, trusted_roots = @roots, health_path = @health, connecting_seconds = @connecting, "
        + "silence_seconds = @silence, retries = @retries, concurrent = @concurrent, largest_body_kilobytes = @largest, "
        + "maintenance_until = @until, maintenance_message = @message, error_pointer = @pointer, error_success = @success, "
        + "unwrap_xml = @xml, answer_check = @check, changed_at = @at, changed_by = @by, revision = revision + 1 where service_id = @service and revision = @revision";

    private readonly IDataProtector secrets = protection.CreateProtector("phusa.upstream");

    public Task<UpstreamSettings?> FindAsync(Guid service, CancellationToken cancellation) => database.FindAsync(
        new($"select {Columns} from exchange_upstream where service_id = @service", ("service", service)), Read, cancellation);

    /// <summary>Of the settings and of the document; null where the service lacks either.</summary>
    public Task<UpstreamRevisions?> RevisionsAsync(Guid service, CancellationToken cancellation) => database.FindAsync(
        new("select u.revision as settings, d.revision as document from exchange_upstream u "
            + "join exchange_document d on d.service_id = u.service_id where u.service_id = @service", ("service", service)),
        row => new UpstreamRevisions(row.Integer("settings"), row.Integer("document")), cancellation);

    /// <summary>The first settings, or others. False, with nothing written, when somebody else changed them meanwhile.</summary>
    public Task<bool> SaveAsync(UpstreamSettings settings, bool isNew, ExchangeEvent done, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            var changed = await session.ExecuteAsync(new(isNew ? Insert : Update, Values(settings)), cancellation);
            if (changed == 0)
            {
                return false;
            }
            if (isNew)
            {
                await HealthStore.InsertAsync(session, settings.ServiceId, settings.ChangedAt, cancellation);
            }
            await ExchangeEvents.RecordAsync(session, done, cancellation);
            return true;
        }, cancellation);

    private (string, object?)[] Values(UpstreamSettings settings) =>
    [
        ("service", settings.ServiceId), ("address", settings.Address.OriginalString),
        ("authentication", settings.Authentication.Kind), ("name", settings.Authentication.Name),
        ("secret", settings.Authentication.Secret is { } secret ? secrets.Protect(secret) : null),
        ("certificate", settings.Certificate is { } identity ? secrets.Protect(Convert.ToBase64String(identity.Pfx)) : null),
        ("roots", settings.TrustedRoots), ("health", settings.HealthPath),
        ("connecting", (long)settings.Limits.ConnectingSeconds), ("silence", (long)settings.Limits.SilenceSeconds),
        ("retries", (long)settings.Limits.Retries), ("concurrent", (long)settings.Limits.Concurrent),
        ("largest", (long?)settings.Limits.LargestBodyKilobytes), ("until", settings.Maintenance?.Until),
        ("message", settings.Maintenance?.Message), ("pointer", settings.Errors?.Pointer),
        ("success", settings.Errors?.Written), ("xml", settings.Xml?.Written), ("check", settings.Checking), ("at", settings.ChangedAt), ("by", settings.ChangedBy),
        ("revision", settings.Revision),
    ];

    private UpstreamSettings Read(Row row) => new(
        row.Id("service_id"), new Uri(row.Text("address")),
        new(row.Choice<AuthenticationKind>("authentication"), row.TextOrNull("name"),
            row.TextOrNull("secret") is { } secret ? secrets.Unprotect(secret) : null),
        row.TextOrNull("certificate") is { } identity
            ? ClientIdentity.Kept(Convert.FromBase64String(secrets.Unprotect(identity))) : null,
        row.TextOrNull("trusted_roots"), row.TextOrNull("health_path"),
        new((int)row.Integer("connecting_seconds"), (int)row.Integer("silence_seconds"), (int)row.Integer("retries"),
            (int)row.Integer("concurrent"), (int?)row.IntegerOrNull("largest_body_kilobytes")),
        row.InstantOrNull("maintenance_until") is { } until ? new(until, row.TextOrNull("maintenance_message")) : null,
        row.TextOrNull("error_pointer") is { } pointer ? ErrorRule.Read(pointer, row.Text("error_success")) : null,
        row.Instant("changed_at"), row.Text("changed_by"), row.Integer("revision"))
    {
        Xml = row.TextOrNull("unwrap_xml") is { } fields ? XmlFields.Read(fields) : null,
        Checking = row.Choice<AnswerChecking>("answer_check"),
    };
}

/// <summary>By which it is seen whether what was read still holds.</summary>
internal sealed record UpstreamRevisions(long Settings, long Document);
