using Phusa.Exchange.Services;

namespace Phusa.Exchange.Upstreams;

/// <summary>The system behind a service, and how it wants to be called.</summary>
/// <param name="TrustedRoots">PEM of its own authority; null to trust what this machine trusts.</param>
/// <param name="HealthPath">Below the address, from a slash on; null to ask the address itself.</param>
/// <param name="Revision">Goes up with each change.</param>
internal sealed record UpstreamSettings(
    Guid ServiceId, Uri Address, UpstreamAuthentication Authentication, ClientIdentity? Certificate, string? TrustedRoots,
    string? HealthPath, UpstreamLimits Limits, UpstreamMaintenance? Maintenance, ErrorRule? Errors, DateTimeOffset ChangedAt,
    string ChangedBy, long Revision)
{
    /// <summary>Of answers, by the document.</summary>
    public AnswerChecking Checking { get; init; }

    /// <summary>Fields of its answers that are XML; null for none.</summary>
    public XmlFields? Xml { get; init; }

    /// <summary>Where it is asked whether it is there.</summary>
    public Uri HealthAddress => HealthPath is { } path ? new(Address.AbsoluteUri.TrimEnd('/') + path) : Address;

    /// <summary>What a change touched, in the words of the API; never a value.</summary>
    public IEnumerable<string> Differences(UpstreamSettings was)
    {
        (string Name, bool Differs)[] parts =
        [
            ("address", Address != was.Address), ("authentication", Authentication != was.Authentication),
            ("certificate", Certificate != was.Certificate), ("trustedRoots", TrustedRoots != was.TrustedRoots),
            ("healthPath", HealthPath != was.HealthPath), ("limits", Limits != was.Limits),
            ("maintenance", Maintenance != was.Maintenance), ("errors", Errors != was.Errors),
            ("unwrapXml", !Equals(Xml, was.Xml)), ("answerCheck", Checking != was.Checking),
        ];
        return parts.Where(part => part.Differs).Select(part => part.Name);
    }
}

/// <summary>How much an upstream bears; see <see cref="Gateway.Upstream"/>.</summary>
/// <param name="LargestBodyKilobytes">Of a request; null for no limit but the gateway's own.</param>
internal sealed record UpstreamLimits(
    int ConnectingSeconds = 15, int SilenceSeconds = 100, int Retries = 2, int Concurrent = 100, int? LargestBodyKilobytes = null);

/// <summary>The owner works on it until then, and says why.</summary>
internal sealed record UpstreamMaintenance(DateTimeOffset Until, string? Message);

/// <summary>A service with its owner and the settings of the system behind it.</summary>
internal sealed record UpstreamOfMember(ServiceOfMember Known, UpstreamSettings Settings)
{
    /// <summary>What the operator knows it by; one name has one set of connections.</summary>
    public string Name =>
        $"{Known.Owner.Class}/{Known.Owner.Code}/{Known.Service.Code}/v{Known.Service.Version}";
}
