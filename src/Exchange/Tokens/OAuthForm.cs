using Microsoft.Extensions.Primitives;

namespace Phusa.Exchange.Tokens;

/// <summary>The parameters of a request to <c>/oauth</c>: from the body alone, for addresses end up in logs.</summary>
internal sealed class OAuthForm(IFormCollection form)
{
    public const int LargestBody = 32 * 1024;

    /// <summary>Null when it is no form, or a parameter comes twice (RFC 6749 §3.2).</summary>
    public static async Task<OAuthForm?> ReadAsync(HttpContext http, CancellationToken cancellation)
    {
        if (http.Request.ContentType?.StartsWith(
            "application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }
        try
        {
            var form = await http.Request.ReadFormAsync(cancellation);
            return form.Any(field => field.Value.Count > 1) ? null : new(form);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Null for a parameter that is missing or empty (RFC 6749 §3.1).</summary>
    public string? this[string name] =>
        form.TryGetValue(name, out var value) && !StringValues.IsNullOrEmpty(value) ? value.ToString() : null;
}
