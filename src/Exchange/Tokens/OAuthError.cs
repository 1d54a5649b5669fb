using System.Globalization;
using System.Text.Json.Serialization;
using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Tokens;

/// <summary>The codes of RFC 6749 §5.2 and RFC 8707 that we give, and one for those who must wait.</summary>
internal enum OAuthErrorKind
{
    InvalidRequest,
    InvalidClient,
    UnauthorizedClient,
    UnsupportedGrantType,
    InvalidScope,
    InvalidTarget,
    TemporarilyUnavailable,
}

/// <param name="Wait">How long, for those who must.</param>
internal sealed record OAuthError(OAuthErrorKind Kind, Text Description, TimeSpan? Wait = null)
{
    public static OAuthError Request(Text why) => new(OAuthErrorKind.InvalidRequest, why);

    /// <param name="status">Where it is not the error's own.</param>
    public IResult Answer(HttpContext http, int? status = null)
    {
        if (Kind == OAuthErrorKind.InvalidClient)
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"phusa\", charset=\"UTF-8\"";
        }
        if (Wait is { } wait)
        {
            http.Response.Headers.RetryAfter =
                Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }
        return TypedResults.Json(
            new OAuthRefusal(Name(Kind), Description.En, Description.Vi),
            statusCode: status ?? Kind switch
            {
                OAuthErrorKind.InvalidClient => StatusCodes.Status401Unauthorized,
                OAuthErrorKind.TemporarilyUnavailable => StatusCodes.Status429TooManyRequests,
                _ => StatusCodes.Status400BadRequest,
            });
    }

    private static string Name(OAuthErrorKind kind) => kind switch
    {
        OAuthErrorKind.InvalidClient => "invalid_client",
        OAuthErrorKind.UnauthorizedClient => "unauthorized_client",
        OAuthErrorKind.UnsupportedGrantType => "unsupported_grant_type",
        OAuthErrorKind.InvalidScope => "invalid_scope",
        OAuthErrorKind.InvalidTarget => "invalid_target",
        OAuthErrorKind.TemporarilyUnavailable => "temporarily_unavailable",
        _ => "invalid_request",
    };
}

/// <summary>RFC 6749 allows ASCII only in <c>error_description</c>; the Vietnamese words have a member of their own.</summary>
internal sealed record OAuthRefusal(
    string Error,
    [property: JsonPropertyName("error_description")] string Description,
    [property: JsonPropertyName("error_description_vi")] string DescriptionVi);
