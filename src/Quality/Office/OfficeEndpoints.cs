using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Periods;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Quality.Office;

/// <summary>The data office's desk and the agencies it keeps.</summary>
internal static class OfficeEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var office = routes.MapGroup("/office").RequireAuthorization(Policies.DataOffice).ExcludeFromDescription();
        office.MapGet("", ShowAsync).WithName("office");
        office.MapGet("agencies", AgenciesAsync).WithName("office-agencies");
        office.MapPost("agencies", AddAsync);
        office.MapGet("agencies/{code}", AgencyAsync).WithName("office-agency");
        office.MapPost("agencies/{code}/change", ChangeAsync);
        office.MapPost("agencies/{code}/end", EndAsync);
    }

    private static async Task<RazorComponentResult<OfficePage>> ShowAsync(
        HttpContext http, OfficeDesk desk, CancellationToken cancellation)
    {
        http.Features.Set(await desk.ReadAsync(http.Caller(), cancellation));
        return new();
    }

    private static async Task<RazorComponentResult<AgenciesPage>> AgenciesAsync(
        HttpContext http, Agencies agencies, TimeProvider clock, bool? past, CancellationToken cancellation)
    {
        http.Features.Set(new AgenciesView(await agencies.TreeAsync(cancellation), clock.Today(), past == true));
        return new();
    }

    private static async Task<Results<RazorComponentResult<AgencyFormPage>, NotFound>> AgencyAsync(
        HttpContext http, string code, Agencies agencies, TimeProvider clock, CancellationToken cancellation)
    {
        var tree = await agencies.TreeAsync(cancellation);
        if (tree.Find(code) is not { } agency)
        {
            return TypedResults.NotFound();
        }
        http.Features.Set(new AgencyFormView(agency, tree, clock.Today()));
        return new RazorComponentResult<AgencyFormPage>();
    }

    private static async Task<RedirectHttpResult> AddAsync(
        HttpContext http, Agencies agencies, TimeProvider clock, [FromForm] string? code, [FromForm] string? nameVi,
        [FromForm] string? nameEn, [FromForm] string? shortName, [FromForm] string? parent, [FromForm] string? from,
        CancellationToken cancellation)
    {
        var agency = Filled(
            new((code ?? "").Trim(), "", "", "", null, Day(from) ?? clock.Today()), nameVi, nameEn, shortName, parent);
        var added = await agencies.AddAsync(agency, http.Caller(), cancellation);
        return Back(http, "/office/agencies", added, T.OfficeAgencyAdded(agency.NameVi));
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> ChangeAsync(
        HttpContext http, string code, Agencies agencies, [FromForm] string? nameVi, [FromForm] string? nameEn,
        [FromForm] string? shortName, [FromForm] string? parent, CancellationToken cancellation)
    {
        if ((await agencies.TreeAsync(cancellation)).Find(code) is not { } known)
        {
            return TypedResults.NotFound();
        }
        var agency = Filled(known, nameVi, nameEn, shortName, parent);
        return Back(http, Address(code), await agencies.ChangeAsync(agency, http.Caller(), cancellation),
            T.OfficeAgencyChanged(agency.NameVi));
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> EndAsync(
        HttpContext http, string code, Agencies agencies, TimeProvider clock, [FromForm] string? to,
        [FromForm] string? successor, CancellationToken cancellation)
    {
        var ended = await agencies.EndAsync(
            code, Day(to) ?? clock.Today(), string.IsNullOrWhiteSpace(successor) ? null : successor, http.Caller(), cancellation);
        return ended.IsMissing ? TypedResults.NotFound() : Back(http, Address(code), ended, T.OfficeAgencyEnded);
    }

    /// <summary>Without an English or a short name the Vietnamese one stands in.</summary>
    private static Agency Filled(Agency agency, string? vi, string? en, string? shortName, string? parent)
    {
        var name = (vi ?? "").Trim();
        return agency with
        {
            NameVi = name, NameEn = string.IsNullOrWhiteSpace(en) ? name : en.Trim(),
            ShortName = string.IsNullOrWhiteSpace(shortName) ? name : shortName.Trim(),
            Parent = string.IsNullOrWhiteSpace(parent) ? null : parent,
        };
    }

    private static RedirectHttpResult Back(HttpContext http, string page, Outcome<AgencyTree> outcome, Text done)
    {
        http.Tell(outcome.Problems, done);
        return TypedResults.LocalRedirect(page);
    }

    private static string Address(string code) => "/office/agencies/" + Uri.EscapeDataString(code);

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : null;
}

/// <param name="Past">Whether those that have ended are shown.</param>
internal sealed record AgenciesView(AgencyTree Tree, DateOnly Today, bool Past);

internal sealed record AgencyFormView(Agency Agency, AgencyTree Tree, DateOnly Today);
