using Phusa.Security.Contracts;

namespace Phusa.Exchange.Calls;

/// <summary>The gateway's own address: <c>/x/{agency}/{service}/v{n}/…</c>.</summary>
internal static class CallEndpoints
{
    /// <summary>A call proves itself by its token, which is no account's; how large a body may be is its service's to say.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes
        .Map("/x/{agency}/{service}/v{version:int:min(1)}/{**rest}", AnswerAsync)
        .RequireAuthorization(Policies.Public).WithMetadata(ProvesItself.Here)
        .WithName("exchange-call").ExcludeFromDescription();

    private static async Task AnswerAsync(
        HttpContext http, string agency, string service, int version, string? rest, ReadCaller callers, AnswerCall answer) =>
        await answer.RunAsync(
            http, new(new(agency, service, version), rest is null ? "" : $"/{rest}", CallDialect.Own), await callers.RunAsync(http));
}
