using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;
using Phusa.Security.Web;

namespace Phusa.Security.Audit;

/// <summary>
/// Who looked at a person's data: for the data-protection officer, who is an auditor here. Asked by POST and answered where it
/// was asked: a citizen number has no place in an address.
/// </summary>
internal static class PersonEndpoints
{
    private const int Size = 50;

    /// <summary>Accesses on a page of the API.</summary>
    private const int Most = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var audit = routes.MapGroup("/audit").RequireAuthorization(Policies.Auditor).ExcludeFromDescription();
        audit.MapGet("person", () => new RazorComponentResult<PersonPage>()).WithName("audit-person");
        audit.MapPost("person", PageAsync);
        audit.MapPost("person/print", PrintAsync).WithName("audit-person-print");
        audit.MapPost("person.csv", CsvAsync).WithName("audit-person-csv");
        routes.MapPost("/api/v1/ledger/person", AnswerAsync).RequireAuthorization(Policies.Auditor).WithTags("ledger")
            .WithName("ledger.person").WithSummary("Who looked at a person's data, by citizen number");
    }

    private static async Task<RazorComponentResult<PersonPage>> PageAsync(
        HttpContext http, PersonAccesses accesses, [FromForm] string? citizenNumber, [FromForm] long? after, CancellationToken cancellation)
    {
        http.Features.Set(await ReadAsync(http, accesses, citizenNumber, after, Size, cancellation));
        return new();
    }

    private static async Task<Results<RazorComponentResult<PersonPrintPage>, RazorComponentResult<PersonPage>>> PrintAsync(
        HttpContext http, PersonAccesses accesses, [FromForm] string? citizenNumber, CancellationToken cancellation)
    {
        var view = await ReadAsync(http, accesses, citizenNumber, null, int.MaxValue, cancellation);
        http.Features.Set(view);
        return view.Found is null ? new RazorComponentResult<PersonPage>() : new RazorComponentResult<PersonPrintPage>();
    }

    private static async Task<Results<FileContentHttpResult, RazorComponentResult<PersonPage>>> CsvAsync(
        HttpContext http, PersonAccesses accesses, [FromForm] string? citizenNumber, CancellationToken cancellation)
    {
        var view = await ReadAsync(http, accesses, citizenNumber, null, int.MaxValue, cancellation);
        http.Features.Set(view);
        return view.Found is not { } found ? new RazorComponentResult<PersonPage>()
            : TypedResults.File(PersonAccessesCsv.Write(found.Accesses), "text/csv; charset=utf-8", "accesses.csv");
    }

    private static async Task<Results<Ok<PersonAccessPage>, ProblemHttpResult>> AnswerAsync(
        HttpContext http, PersonAccesses accesses, AskedPerson asked, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        var found = asked.Limit is < 1 or > Most
            ? new Refusal(new Problem("limit", "accesses.limit", T.AccessesLimit(Most)))
            : await accesses.RunAsync(http.Caller(), asked.CitizenNumber, asked.After, asked.Limit ?? Most, cancellation);
        return found.IsDone ? TypedResults.Ok(found.Value) : Problems.Of(found);
    }

    private static async Task<PersonView> ReadAsync(
        HttpContext http, PersonAccesses accesses, string? number, long? after, int most, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        var found = await accesses.RunAsync(http.Caller(), number, after, most, cancellation);
        return new(
            number?.Trim() ?? "", found.Value, after is not null, found.Problems is [var problem, ..] ? problem.Message.ToString() : null);
    }
}

/// <param name="Found">Null while nobody was asked for.</param>
/// <param name="IsLater">Whether newer ones stand before these.</param>
internal sealed record PersonView(string Number, PersonAccessPage? Found, bool IsLater, string? Problem);

/// <param name="After">The number behind which to go on, as an answer gives it.</param>
/// <param name="Limit">1 to 1000, which is the default.</param>
internal sealed record AskedPerson(string? CitizenNumber, long? After = null, int? Limit = null);

/// <summary>Accesses for spreadsheets, in the language of whoever asks.</summary>
internal static class PersonAccessesCsv
{
    private const string Heading = "seq,at,who,what,learned,fields,purpose,legal_basis,case,consent,said";

    public static byte[] Write(IEnumerable<PersonAccess> accesses) =>
    [
        .. Encoding.UTF8.Preamble,
        .. Encoding.UTF8.GetBytes(string.Join("\r\n", [Heading, .. accesses.Select(Line), ""])),
    ];

    private static string Line(PersonAccess access) => string.Join(',', new[]
    {
        access.Seq.ToString(CultureInfo.InvariantCulture),
        access.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), access.Who.ToString(), access.What.ToString(),
        AccessSentence.Of(access.Learned).ToString(), string.Join("; ", access.FieldTitles), access.Purpose ?? "", access.LegalBasis ?? "",
        access.Case ?? "", access.Consent ?? "", access.Said.ToString(),
    }.Select(PersonalReadsCsv.Cell));
}
