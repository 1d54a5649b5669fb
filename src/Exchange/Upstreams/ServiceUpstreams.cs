using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Phusa.Exchange.Documents;
using Phusa.Exchange.Federation;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Services;

namespace Phusa.Exchange.Upstreams;

/// <summary>
/// The systems behind services, for the gateway. What was read of one is kept until its settings change, so that a call
/// costs a look at their revision, and an upstream keeps its connections.
/// </summary>
internal sealed class ServiceUpstreams(ServiceStore services, UpstreamStore store, ServiceDocuments documents, ForeignUpstreams foreign)
{
    /// <summary>One a service; a province has some hundred.</summary>
    private readonly ConcurrentDictionary<Guid, Kept> known = new();

    /// <summary>Null for a service of a dataset, and for one without settings.</summary>
    public async Task<ServiceUpstream?> FindAsync(Guid service, CancellationToken cancellation)
    {
        if (await store.RevisionsAsync(service, cancellation) is not { } now)
        {
            return await foreign.FindAsync(service, cancellation);
        }
        var kept = known.TryGetValue(service, out var before) && before.Of.Settings.Revision == now.Settings
            ? before : await LoadAsync(service, before, cancellation);
        if (kept is null)
        {
            return null;
        }
        var described = await documents.ReadAsync(kept.Of.Known.Service, now.Document, cancellation);
        var settings = kept.Of.Settings;
        return new(
            kept.Upstream, settings.Authentication.Headers, described.Api, described.Wsdl,
            settings.Limits.LargestBodyKilobytes * 1024L, settings.Errors, settings.Maintenance?.Message)
        {
            Xml = settings.Xml, Checking = settings.Checking,
        };
    }

    private async Task<Kept?> LoadAsync(Guid service, Kept? before, CancellationToken cancellation)
    {
        if (await services.FindAsync(service, cancellation) is not { } member
            || await store.FindAsync(service, cancellation) is not { } settings)
        {
            return null;
        }
        var of = new UpstreamOfMember(member, settings);
        var kept = new Kept(of, Made(of, before));
        known[service] = kept;
        return kept;
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

    private sealed record Kept(UpstreamOfMember Of, Upstream Upstream);
}
