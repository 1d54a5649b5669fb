using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Phusa.Ui;

internal static class AssetEndpoints
{
    private static readonly FileExtensionContentTypeProvider Types = new();

    private static readonly (string Name, string Extension)[] Encodings = [("br", ".br"), ("gzip", ".gz")];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapMethods("/assets/{file}", ["GET", "HEAD"], Send)
        .AllowAnonymous().ExcludeFromDescription().WithName("ui.asset");

    internal static Results<PhysicalFileHttpResult, NotFound> Send(string file, Assets assets, HttpContext context)
    {
        if (!assets.Files.Contains(file) || file is "manifest.json" or ".built"
            || !Types.TryGetContentType(file, out var type))
        {
            return TypedResults.NotFound();
        }
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.XContentTypeOptions = "nosniff";
        headers.Vary = HeaderNames.AcceptEncoding;
        var (encoding, extension) = Best(context.Request.Headers.AcceptEncoding, file, assets);
        if (encoding.Length > 0)
        {
            headers.ContentEncoding = encoding;
        }
        return TypedResults.PhysicalFile(Path.Combine(assets.Folder, file + extension), Utf8(type));
    }

    private static (string Name, string Extension) Best(StringValues accepted, string file, Assets assets)
    {
        var wanted = StringWithQualityHeaderValue.TryParseList(accepted, out var values) ? values : [];
        return Array.Find(Encodings, encoding => assets.Files.Contains(file + encoding.Extension)
            && wanted.Any(value => value.Value == encoding.Name && value.Quality is not 0)) is { Name: not null } found
            ? found
            : ("", "");
    }

    private static string Utf8(string type) =>
        type.StartsWith("text/", StringComparison.Ordinal) ? $"{type}; charset=utf-8" : type;
}
