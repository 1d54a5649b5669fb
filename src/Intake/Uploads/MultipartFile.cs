using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Phusa.Intake.Uploads;

/// <summary>
/// A form with one file, read without keeping the file anywhere: the fields come first, then the bytes as they
/// arrive. The form's antiforgery token must stand before the file, as it does in our pages.
/// </summary>
internal sealed record MultipartFile(string Name, Stream Content, IReadOnlyDictionary<string, string> Fields)
{
    private const string Token = "__RequestVerificationToken";

    /// <returns>Null when there is no file in the form, or the form does not come from here.</returns>
    public static async Task<MultipartFile?> ReadAsync(
        HttpContext http, IAntiforgery antiforgery, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
        {
            return null;
        }
        var reader = new MultipartReader(boundary, http.Request.Body);
        var fields = new Dictionary<string, string>();
        while (await reader.ReadNextSectionAsync(cancellation) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
            {
                continue;
            }
            var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
            if (!disposition.IsFileDisposition())
            {
                fields[name] = await section.ReadAsStringAsync(cancellation);
                continue;
            }
            // The token goes into the header, where it is looked for first: looking in the form would read it whole.
            http.Request.Headers["RequestVerificationToken"] = fields.GetValueOrDefault(Token);
            var file = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
            var shown = Path.GetFileName(HeaderUtilities.RemoveQuotes(file).Value ?? "");
            return fields.ContainsKey(Token) && shown.Length > 0 && await antiforgery.IsRequestValidAsync(http)
                ? new(shown, section.Body, fields)
                : null;
        }
        return null;
    }
}
