using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Exchange.Calls;
using Phusa.Exchange.Traffic;
using Phusa.Ui;

namespace Phusa.Exchange.XRoad;

/// <summary>
/// Refusals as X-Road says them (4.6): status 400 for what is wrong in the request, 500 for everything else, the type in
/// <c>X-Road-Error</c>, and the call's id in place of a trace.
/// </summary>
internal static class XRoadError
{
    public static readonly CallDialect Dialect = new(XRoadHeaders.Issue, CallDialect.Consent, Answer);

    private static JsonHttpResult<XRoadRefusal> Answer(HttpResponse response, CallRefusal refusal)
    {
        RequestLanguage.Speak(response.HttpContext);
        var type = TypeOf(refusal);
        response.Headers[XRoadHeaders.Error] = type;
        return TypedResults.Json(
            new XRoadRefusal(type, refusal.Problem.Message.ToString(), response.Headers[AnswerCall.IdHeader].ToString(), refusal.Problem.Code),
            statusCode: type.StartsWith("Client.", StringComparison.Ordinal)
                ? StatusCodes.Status400BadRequest : StatusCodes.Status500InternalServerError);
    }

    private static string TypeOf(CallRefusal refusal) => (refusal.Status, refusal.Fault) switch
    {
        (StatusCodes.Status401Unauthorized, _) => "Server.ClientProxy.SslAuthenticationFailed",
        (StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests, _) => "Server.ServerProxy.AccessDenied",
        (StatusCodes.Status404NotFound, _) when refusal.Problem.Code == "call.service-missing" => "Server.ServerProxy.UnknownService",
        (_, CallFault.Upstream) => refusal.Status == StatusCodes.Status504GatewayTimeout
            ? "Server.ServerProxy.NetworkError" : "Server.ServerProxy.ServiceFailed",
        (_, CallFault.Consumer) => "Client.BadRequest",
        _ => "Server.ServerProxy.InternalError",
    };
}

/// <param name="Detail">The call's id.</param>
/// <param name="Code">Ours, more exact than the type.</param>
internal sealed record XRoadRefusal(
    string Type, string Message, string Detail, [property: JsonPropertyName("code")] string Code);
