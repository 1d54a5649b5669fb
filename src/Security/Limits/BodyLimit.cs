using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using Phusa.Kernel.Outcomes;

namespace Phusa.Security.Limits;

/// <summary>
/// Refuses bodies that are larger than their endpoint takes, before they are read where they say how large they are,
/// and else as soon as they turn out to be.
/// </summary>
internal sealed class BodyLimit(RequestDelegate next, IOptions<LimitsOptions> options)
{
    private readonly long usual = options.Value.BodyKilobytes * 1024L;

    public async Task InvokeAsync(HttpContext http)
    {
        var own = http.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>();
        var most = own is null ? usual : own.MaxRequestBodySize;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = most;
        }
        if (most is { } limit && http.Request.ContentLength > limit)
        {
            await RefuseAsync(http, limit);
            return;
        }
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException tooLarge) when (
            tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge && !http.Response.HasStarted)
        {
            http.Response.Clear();
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        }
        if (http.Response is { StatusCode: StatusCodes.Status413PayloadTooLarge, HasStarted: false } && most is { } passed)
        {
            await RefuseAsync(http, passed);
        }
    }

    private static Task RefuseAsync(HttpContext http, long most)
    {
        // The rest of the body is not worth reading: the connection ends with the answer.
        http.Response.Headers.Connection = "close";
        return ProblemAnswer.With(
            StatusCodes.Status413PayloadTooLarge, new Problem("", "request.too-large", T.LimitBody(most / 1024))).ExecuteAsync(http);
    }
}
