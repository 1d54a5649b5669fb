namespace Phusa.Exchange.Upstreams;

/// <summary>The settings of an upstream as a form or a program gives them; they take the place of those there were.</summary>
/// <param name="Address">http or https, with the path that all calls go below.</param>
/// <param name="Authentication"><c>none</c>, <c>bearer</c>, <c>basic</c> or <c>header</c>.</param>
/// <param name="Name">The user name, or the header's name.</param>
/// <param name="Secret">Token, password or key. Left out, the one there is stays, but not for another host.</param>
/// <param name="Certificate">
/// Client certificate with its key, as PEM or as PFX in base64. Left out, the one there is stays; empty, it goes.
/// </param>
/// <param name="CertificatePassword">Of the key or the PFX.</param>
/// <param name="TrustedRoots">PEM; left out or empty, what this machine trusts.</param>
/// <param name="HealthPath">Below the address; without one the address itself is asked.</param>
/// <param name="ConnectingSeconds">1–60, by default 15.</param>
/// <param name="SilenceSeconds">1–600, by default 100.</param>
/// <param name="Retries">0–5, by default 2.</param>
/// <param name="Concurrent">1–10,000, by default 100.</param>
/// <param name="LargestBodyKilobytes">Of a request, 1–1,048,576; without it no limit but the gateway's own.</param>
/// <param name="MaintenanceUntil">A time that is past ends it.</param>
/// <param name="MaintenanceMessage">Told to callers until <paramref name="MaintenanceUntil"/>.</param>
/// <param name="ErrorPointer">JSON pointer to the value that tells of errors inside answers of status 200.</param>
/// <param name="ErrorSuccess">Its values that mean success, as JSON, divided by commas.</param>
/// <param name="UnwrapXml">Fields of answers that are XML, as <see cref="XmlFields.Read"/> takes them.</param>
/// <param name="AnswerCheck"><c>enforce</c> (by default), <c>report</c> or <c>off</c>.</param>
internal sealed record UpstreamOrder(
    string? Address = null, string? Authentication = null, string? Name = null, string? Secret = null,
    string? Certificate = null, string? CertificatePassword = null, string? TrustedRoots = null, string? HealthPath = null,
    int? ConnectingSeconds = null, int? SilenceSeconds = null, int? Retries = null, int? Concurrent = null,
    int? LargestBodyKilobytes = null, DateTimeOffset? MaintenanceUntil = null, string? MaintenanceMessage = null,
    string? ErrorPointer = null, string? ErrorSuccess = null, string? UnwrapXml = null,
    string? AnswerCheck = null)
{
    /// <summary>Without what is secret: a record prints all it has, and a log might print the record.</summary>
    public override string ToString() => $"{nameof(UpstreamOrder)} {Address}";
}
