using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Phusa.OpenData.Api;

/// <summary>JSON with an ETag of its content: who has it already is told so and gets nothing again.</summary>
internal sealed class Tagged<T>(T value, string type = "application/json") : IResult, IEndpointMetadataProvider
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var options = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, options);
        if (Freshly.Had(httpContext, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\""))
        {
            return;
        }
        httpContext.Response.ContentType = $"{type}; charset=utf-8";
        httpContext.Response.ContentLength = bytes.Length;
        await httpContext.Response.BodyWriter.WriteAsync(bytes, httpContext.RequestAborted);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified));
    }
}

internal static class Freshly
{
    /// <summary>
    /// Marks the answer with its tag; true, with the answer made, when the caller has it. Every use asks again,
    /// because rights may change at any time.
    /// </summary>
    public static bool Had(HttpContext http, string tag)
    {
        var headers = http.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = "no-cache";
        headers.Vary = "Cookie, Authorization, X-API-Key";
        var has = http.Request.GetTypedHeaders().IfNoneMatch
            .Any(known => known == EntityTagHeaderValue.Any || known.Compare(EntityTagHeaderValue.Parse(tag), useStrongComparison: false));
        if (has)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
        }
        return has;
    }
}
