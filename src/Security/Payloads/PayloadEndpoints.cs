using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;
using Phusa.Security.Web;

namespace Phusa.Security.Payloads;

/// <summary>The page on which an auditor opens what was kept of a call, by the number of its entry and with a reason.</summary>
internal static class PayloadEndpoints
{
    private const string Root = "/audit/payloads";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(Root).RequireAuthorization(Policies.Auditor, Registration.InBrowser).ExcludeFromDescription();
        pages.MapGet("", () => new RazorComponentResult<PayloadPage>()).WithName("payloads");
        pages.MapPost("", OpenAsync);
    }

    private static async Task<RazorComponentResult<PayloadPage>> OpenAsync(
        HttpContext http, OpenPayload open, [FromForm] string? entry, [FromForm] string? reason, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        var seq = long.TryParse(entry?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        var opened = await open.RunAsync(http.Caller(), seq, reason, cancellation);
        http.Features.Set(new PayloadView(entry ?? "", reason ?? "", opened.Value, opened.Problems));
        return new() { StatusCode = opened.IsDone ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity };
    }
}

/// <param name="Parts">Null while nothing was opened.</param>
internal sealed record PayloadView(
    string Entry, string Reason, IReadOnlyList<OpenedPart>? Parts, IReadOnlyList<Problem> Problems)
{
    public string? Wrong(string field) => Problems.FirstOrDefault(problem => problem.Field == field)?.Message.ToString();
}
