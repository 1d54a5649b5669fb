using Microsoft.Extensions.Options;
using Phusa.Exchange.Calls;
using Phusa.Exchange.Credentials;
using Phusa.Exchange.Systems;
using Phusa.Exchange.Tokens;
using Phusa.Exchange.Traffic;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.XRoad;

/// <summary>
/// Who calls, by X-Road's protocol: the subsystem that <c>X-Road-Client</c> names, proved by the certificate of its
/// connection as towards a security server, or by a token of ours.
/// </summary>
internal sealed class ReadXRoadCaller(
    ReadCaller tokens, PresentedCertificate certificates, SystemStore systems, CredentialStore credentials,
    IOptions<ExchangeOptions> options, TimeProvider clock)
{
    public async Task<CallerReading> RunAsync(HttpContext http, CancellationToken cancellation)
    {
        var named = XRoadId.Read(http.Request.Headers[XRoadHeaders.Client]);
        if (named is null)
        {
            return new CallRefusal(
                StatusCodes.Status400BadRequest, CallFault.Consumer,
                new Problem(XRoadHeaders.Client, "call.client-missing", T.CallClientMissing(options.Value.Instance)));
        }
        if (XRoadHeaders.MessageId(http.Request) is (_, false))
        {
            return new CallRefusal(
                StatusCodes.Status400BadRequest, CallFault.Consumer,
                new Problem(XRoadHeaders.Id, "call.message-id", T.CallMessageId(XRoadHeaders.LongestId)));
        }
        var system = await FindAsync(named, cancellation);
        if (http.Request.Headers.Authorization.Count > 0)
        {
            var reading = await tokens.RunAsync(http);
            return reading.Caller is { } caller && caller.System != system?.Id ? NotProved : reading;
        }
        var thumbprint = certificates.Thumbprint(http);
        var credential = thumbprint is null || system is null ? null
            : (await credentials.OfSystemAsync(system.Id, cancellation)).FirstOrDefault(one =>
                one.Kind == CredentialKind.Certificate && one.Fingerprint == thumbprint && one.IsUsable(clock.GetUtcNow()));
        return credential is null ? NotProved : new ProvenCaller(system!.Id, credential.Id, null);
    }

    private static CallRefusal NotProved => CallRefusal.Unauthorized(
        new(XRoadHeaders.Client, "call.client-unproved", T.CallClientUnproved), "");

    private async Task<MemberSystem?> FindAsync(XRoadId named, CancellationToken cancellation) =>
        named.Instance == options.Value.Instance && XRoadId.KindOf(named.Class) is { } kind
            ? await systems.FindAsync(kind, named.Member, named.Subsystem, cancellation) : null;
}
