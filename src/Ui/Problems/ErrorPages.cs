using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;

namespace Phusa.Ui;

/// <summary>What people and programs are told when a request ends without an answer of its own.</summary>
public static class ErrorPages
{
    /// <summary>Browsers get a page, programs a problem; both in the request's language, and neither a stack trace.</summary>
    public static IApplicationBuilder UseErrorPages(this IApplicationBuilder application)
    {
        application.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = ShowAsync,
            StatusCodeSelector = failure => UnreadableRequest.Status(failure) ?? (failure is UnavailableException
                ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError),
            // What a caller sent wrong is the caller's to know, and no error of ours to be logged.
            SuppressDiagnosticsCallback = failed => UnreadableRequest.Status(failed.Exception) is not null,
        });
        application.UseStatusCodePages(context => ShowAsync(context.HttpContext));
        return application;
    }

    /// <summary>Says in words what a bare problem only numbers.</summary>
    public static void Word(ProblemDetailsContext context) =>
        context.ProblemDetails.Detail ??= Of(context.ProblemDetails.Status ?? context.HttpContext.Response.StatusCode).Advice.ToString();

    internal static (Text Title, Text Advice) Of(int status) => status switch
    {
        StatusCodes.Status400BadRequest => (T.ErrorUnreadable, T.ErrorUnreadableAdvice),
        StatusCodes.Status401Unauthorized => (T.ErrorUnknownCaller, T.ErrorUnknownCallerAdvice),
        StatusCodes.Status403Forbidden => (T.ErrorForbidden, T.ErrorForbiddenAdvice),
        StatusCodes.Status404NotFound => (T.ErrorMissing, T.ErrorMissingAdvice),
        StatusCodes.Status405MethodNotAllowed => (T.ErrorMethod, T.ErrorMethodAdvice),
        StatusCodes.Status413PayloadTooLarge => (T.ErrorTooLarge, T.ErrorTooLargeAdvice),
        StatusCodes.Status415UnsupportedMediaType => (T.ErrorMedia, T.ErrorMediaAdvice),
        StatusCodes.Status429TooManyRequests => (T.ErrorTooMany, T.ErrorTooManyAdvice),
        StatusCodes.Status503ServiceUnavailable => (T.ErrorUnavailable, T.ErrorUnavailableAdvice),
        < 500 => (T.ErrorRefused, T.ErrorRefusedAdvice),
        _ => (T.ErrorOurs, T.ErrorOursAdvice),
    };

    private static async Task ShowAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        if (IsForPeople(context.Request))
        {
            await new RazorComponentResult<ErrorPage>(new { Status = status }) { StatusCode = status }.ExecuteAsync(context);
            return;
        }
        if (UnreadableRequest.Of(status, context.Features.Get<IExceptionHandlerFeature>()?.Error) is { } unreadable)
        {
            await ProblemAnswer.With(status, unreadable).ExecuteAsync(context);
            return;
        }
        var problems = context.RequestServices.GetRequiredService<IProblemDetailsService>();
        if (!await problems.TryWriteAsync(new() { HttpContext = context, ProblemDetails = { Status = status } }))
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(Of(status).Advice.ToString(), context.RequestAborted);
        }
    }

    private static bool IsForPeople(HttpRequest request) => !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);
}
