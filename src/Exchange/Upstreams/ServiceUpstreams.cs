using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Phusa.Exchange.Documents;
using Phusa.Exchange.Events;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Services;

namespace Phusa.Exchange.Upstreams;

/// <summary>
/// The systems behind services, for the gateway. What was read of one is kept as long as nothing in the register changes:
/// a call costs no query then. When something changed elsewhere, its settings are not read again, so that an upstream keeps
/// its connections.
/// </summary>
internal sealed class ServiceUpstreams(
    RegisterRevision register, ServiceStore services, UpstreamStore store, ServiceDocuments documents)
{
    /// <summary>One a service, without its document; a province has some hundred.</summary>
    private readonly ConcurrentDictionary<Guid, Kept> known = new();

    /// <summary>Null for a service of a dataset, and for one without settings.</summary>
    public async ValueTask<ServiceUpstream?> FindAsync(Guid service, CancellationToken cancellation)
    {
        var changes = await register.CurrentAsync(cancellation);
        var kept = known.TryGetValue(service, out var before) && before.Changes == changes
            ? before : await ReadAsync(service, before, changes, cancellation);
        return kept is null ? null : await FoundAsync(kept, cancellation);
    }

    /// <summary>As <see cref="FindAsync"/>, but sees also what was changed at this moment.</summary>
    public async Task<ServiceUpstream?> FindFreshAsync(Guid service, CancellationToken cancellation)
    {
        var changes = await register.CurrentAsync(cancellation);
        return await ReadAsync(service, known.GetValueOrDefault(service), changes, cancellation) is { } kept
            ? await FoundAsync(kept, cancellation) : null;
    }

    private async Task<ServiceUpstream> FoundAsync(Kept kept, CancellationToken cancellation)
    {
        var described = await documents.ReadAsync(kept.Of.Known.Service, kept.Revisions.Document, cancellation);
        var settings = kept.Of.Settings;
        return new(
            kept.Upstream, settings.Authentication.Headers, described.Api, described.Wsdl,
            settings.Limits.LargestBodyKilobytes * 1024L, settings.Errors, settings.Maintenance?.Message);
    }

    /// <param name="changes">Of the register, before anything is read: what is read may be newer, never older.</param>
    private async Task<Kept?> ReadAsync(Guid service, Kept? before, long changes, CancellationToken cancellation)
    {
        if (await store.RevisionsAsync(service, cancellation) is not { } now)
        {
            return null;
        }
        if (before is not null && before.Revisions.Settings == now.Settings)
        {
            return known[service] = before with { Changes = changes, Revisions = now };
        }
        if (await services.FindAsync(service, cancellation) is not { } member
            || await store.FindAsync(service, cancellation) is not { } settings)
        {
            return null;
        }
        var of = new UpstreamOfMember(member, settings);
        return known[service] = new(changes, now, of, Made(of, before));
    }

    /// <summary>
    /// Certificates are the same object while they are the same certificates: what they are compared by decides whether
    /// connections are used again.
    /// </summary>
    private static Upstream Made(UpstreamOfMember of, Kept? before)
    {
        var (settings, was) = (of.Settings, before?.Of.Settings);
        return new Upstream(of.Name, settings.Address)
        {
            ClientCertificate = Same(settings.Certificate?.Pfx, was?.Certificate?.Pfx)
                ? before?.Upstream.ClientCertificate : settings.Certificate?.Load(),
            TrustedRoots = was is not null && settings.TrustedRoots == was.TrustedRoots
                ? before?.Upstream.TrustedRoots : Roots(settings.TrustedRoots),
            Connecting = TimeSpan.FromSeconds(settings.Limits.ConnectingSeconds),
            Silence = TimeSpan.FromSeconds(settings.Limits.SilenceSeconds),
            Retries = settings.Limits.Retries, Concurrent = settings.Limits.Concurrent,
            MaintenanceUntil = settings.Maintenance?.Until,
        };
    }

    private static bool Same(byte[]? one, byte[]? other) =>
        one is not null && other is not null && one.AsSpan().SequenceEqual(other);

    private static X509Certificate2Collection? Roots(string? pem) => pem is null ? null : ClientIdentity.Roots(pem);

    private sealed record Kept(long Changes, UpstreamRevisions Revisions, UpstreamOfMember Of, Upstream Upstream);
}
