namespace Phusa.Exchange.Calls;

/// <summary>Says no to a call that was not let through, in the words of its protocol, and records it where that is due.</summary>
internal sealed class RefuseCall(CallEvidence evidence)
{
    /// <summary>
    /// A known system that is refused a service which is there is recorded, but for what it merely asked too often: that
    /// would let it fill the ledger.
    /// </summary>
    public async Task<CallEnd> RunAsync(HttpContext http, CallRequest request, CallRefusal refusal, CancellationToken cancellation)
    {
        if (refusal is { Status: not StatusCodes.Status429TooManyRequests, Standing: { Consumer: not null, Provider: not null } standing })
        {
            using var recorded = await evidence.BeginAsync(
                ExchangeCall.Refused(request.Id, standing, http.Request.Method, PeopleAsked.In(request.Rest, http.Request.Query)),
                first: false, cancellation);
            await evidence.EndAsync(recorded, new(refusal.Status, [], false, refusal.Problem.Code), cancellation);
            CallEvidence.Say(http.Response, recorded);
        }
        return await SayAsync(http, request, refusal, http.Request.Method);
    }

    /// <summary>Only says it: of what was recorded already.</summary>
    public static async Task<CallEnd> SayAsync(HttpContext http, CallRequest request, CallRefusal refusal, string operation)
    {
        await request.Dialect.Refuse(http.Response, refusal).ExecuteAsync(http);
        return new(operation, refusal.Status, refusal.Fault, refusal.Problem.Code);
    }
}
