using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using Phusa.Security.Contracts;

namespace Phusa.OpenData.Api;

/// <summary>
/// Gives a page an ETag of its content, so that who has it already gets nothing again. Only where nobody has signed in:
/// pages of a person carry what is theirs, and a token that is new each time. Every page is made anew, so none is ever
/// older than the data.
/// </summary>
internal sealed class TaggedPage : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var made = await next(context);
        var reads = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        return made is IResult page && reads && !http.Caller().IsSignedIn ? new Tagging(page) : made;
    }

    private sealed class Tagging(IResult page) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            var target = response.Body;
            using var written = new MemoryStream();
            response.Body = written;
            try
            {
                await page.ExecuteAsync(httpContext);
            }
            finally
            {
                response.Body = target;
            }
            // What sets a cookie, such as a message that is shown once, is for this one answer.
            if (response.StatusCode == StatusCodes.Status200OK && !response.Headers.ContainsKey(HeaderNames.SetCookie)
                && Freshly.Had(httpContext, Tag(written)))
            {
                response.ContentType = null;
                return;
            }
            written.Position = 0;
            await written.CopyToAsync(target, httpContext.RequestAborted);
        }

        private static string Tag(MemoryStream written) =>
            $"\"{Convert.ToHexStringLower(SHA256.HashData(written.GetBuffer().AsSpan(0, (int)written.Length)))[..32]}\"";
    }
}
