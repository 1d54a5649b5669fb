using Phusa.Security.Contracts;

namespace Phusa.Exchange.Sandbox;

/// <summary>
/// Services to try: <c>/x/sandbox/{agency}/{service}/v{n}/…</c>, the gateway's own address with one word more. An agency of
/// that name would be reached all the same, but for a service named like a version.
/// </summary>
internal static class SandboxEndpoint
{
    public const string Prefix = "/x/sandbox";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .Map(Prefix + "/{agency}/{service}/v{version:int:min(1)}/{**rest}", AnswerAsync)
        .RequireAuthorization(Policies.Public).WithName("exchange-sandbox").ExcludeFromDescription();

    private static Task AnswerAsync(
        HttpContext http, string agency, string service, int version, string? rest, AnswerSandboxCall answer, CancellationToken cancellation) =>
        answer.RunAsync(http, new(agency, service, version), rest is null ? "" : $"/{rest}", cancellation);
}
