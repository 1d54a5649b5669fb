using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Tokens;

/// <summary>
/// What is refused under <c>/oauth</c> before our endpoints are asked, or while they read, has the form of RFC 6749 §5.2 as
/// well: clients of OAuth read no other.
/// </summary>
internal sealed class OAuthProblems : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) =>
        context.HttpContext.Request.Path.StartsWithSegments("/oauth") && Why(context) is not null;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        OAuthEndpoints.NotStored(http);
        await OAuthError.Request(Why(context)!.Value).Answer(http, http.Response.StatusCode).ExecuteAsync(http);
    }

    private static Text? Why(ProblemDetailsContext context) => context.HttpContext.Response.StatusCode switch
    {
        StatusCodes.Status400BadRequest or StatusCodes.Status408RequestTimeout => T.OauthFormWrong,
        StatusCodes.Status405MethodNotAllowed => T.OauthMethod,
        StatusCodes.Status413PayloadTooLarge => T.OauthTooLarge(OAuthForm.LargestBody / 1024),
        _ => null,
    };
}
