namespace Phusa.Exchange.Calls;

/// <summary>The gateway's own address: <c>/x/{agency}/{service}/v{n}/…</c>.</summary>
internal static class CallEndpoints
{
    /// <summary>
    /// A call proves itself by its token, which is no account's; how large a body may be, and how often it may be sent, is its
    /// service's and agreement's to say. So nothing of the pipeline behind routing is for it.
    /// </summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        // Taken here: a request that asks for them gets a scope of services first.
        var (callers, answer) = (routes.ServiceProvider.GetRequiredService<ReadCaller>(), routes.ServiceProvider.GetRequiredService<AnswerCall>());
        routes.Map("/x/{agency}/{service}/v{version:int:min(1)}/{**rest}",
            async (HttpContext http, string agency, string service, int version, string? rest) => await answer.RunAsync(
                http, new(new(agency, service, version), rest is null ? "" : $"/{rest}", CallDialect.Own), await callers.RunAsync(http)))
            .AllowAnonymous().ShortCircuit().WithName("exchange-call").ExcludeFromDescription();
    }
}
