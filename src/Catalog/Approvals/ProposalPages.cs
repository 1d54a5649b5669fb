using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Catalog.Approvals;

/// <summary>Proposing contracts and deciding on them, for people.</summary>
internal static class ProposalPages
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var contracts = routes.MapGroup("/contracts").ExcludeFromDescription();
        contracts.MapGet("", ListAsync).RequireAuthorization(Policies.Official).WithName("contracts");
        contracts.MapGet("propose", ShowFormAsync).RequireAuthorization(Policies.Steward).WithName("propose");
        contracts.MapPost("propose", ProposeAsync).RequireAuthorization(Policies.Steward);
        contracts.MapGet("{id:guid}", ShowAsync).RequireAuthorization(Policies.Official).WithName("contract");
        contracts.MapPost("{id:guid}/approve", ApproveAsync).RequireAuthorization(Policies.DataOffice);
        contracts.MapPost("{id:guid}/decline", DeclineAsync).RequireAuthorization(Policies.DataOffice);
    }

    private static async Task<RazorComponentResult<ProposalsPage>> ListAsync(
        HttpContext http, ContractProposals proposals, Agencies agencies, CancellationToken cancellation)
    {
        var caller = http.Caller();
        var found = await proposals.NewestAsync(Most, cancellation);
        http.Features.Set(new ProposalsView(
            [.. found.Where(proposal => proposal.IsVisibleTo(caller))], await agencies.TreeAsync(cancellation),
            caller.Has(Role.Steward)));
        return new();
    }

    /// <summary>With the contract in force of <c>?dataset=</c> to begin from.</summary>
    private static async Task<RazorComponentResult<ProposePage>> ShowFormAsync(
        HttpContext http, Datasets datasets, string? dataset, CancellationToken cancellation)
    {
        var known = dataset is null ? null : await datasets.FindAsync(dataset, cancellation);
        var mine = known is not null && http.Caller().Has(Role.Steward, known.Agency) ? known : null;
        http.Features.Set(new ProposeView(
            mine is null ? null : await datasets.YamlAsync(mine.Id, mine.ContractVersion, cancellation), null, []));
        return new();
    }

    private static async Task<Results<RedirectHttpResult, RazorComponentResult<ProposePage>>> ProposeAsync(
        HttpContext http, ContractProposals proposals, [FromForm] string? yaml, [FromForm] string? note, IFormFile? file,
        CancellationToken cancellation)
    {
        var (text, name) = (yaml ?? "", "contract.yaml");
        if (file is { Length: > 0 })
        {
            using var reader = new StreamReader(file.OpenReadStream());
            (text, name) = (await reader.ReadToEndAsync(cancellation), Path.GetFileName(file.FileName));
        }
        var proposed = await proposals.ProposeAsync(text, name, note, http.Caller(), cancellation);
        if (proposed.Value is { } proposal)
        {
            Flash.Set(http, NoticeTone.Success, T.ProposalSent);
            return TypedResults.LocalRedirect($"/contracts/{proposal.Id}");
        }
        http.Features.Set(new ProposeView(text, note, proposed.Problems));
        return new RazorComponentResult<ProposePage> { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<Results<RazorComponentResult<ProposalPage>, NotFound>> ShowAsync(
        HttpContext http, Guid id, ContractProposals proposals, Agencies agencies, CancellationToken cancellation)
    {
        var caller = http.Caller();
        if (await proposals.FindAsync(id, cancellation) is not { } proposal || !proposal.IsVisibleTo(caller))
        {
            return TypedResults.NotFound();
        }
        http.Features.Set(new ProposalView(
            await proposals.ReviewAsync(proposal, cancellation), await agencies.TreeAsync(cancellation),
            caller.Has(Role.DataOffice)));
        return new RazorComponentResult<ProposalPage>();
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> ApproveAsync(
        HttpContext http, Guid id, ContractProposals proposals, IFormCollection form, CancellationToken cancellation)
    {
        _ = form;
        return Back(http, id, await proposals.ApproveAsync(id, http.Caller(), cancellation), T.ProposalApprovedNow);
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> DeclineAsync(
        HttpContext http, Guid id, ContractProposals proposals, [FromForm] string? reason,
        CancellationToken cancellation) =>
        Back(http, id, await proposals.DeclineAsync(id, reason, http.Caller(), cancellation), T.ProposalDeclinedNow);

    private static Results<RedirectHttpResult, NotFound> Back(
        HttpContext http, Guid id, Outcome<ContractProposal> outcome, Text done) => http.Back($"/contracts/{id}", outcome, done);
}

internal sealed record ProposalsView(IReadOnlyList<ContractProposal> Proposals, AgencyTree Agencies, bool MayPropose);

internal sealed record ProposeView(string? Yaml, string? Note, IReadOnlyList<Problem> Problems);

internal sealed record ProposalView(ContractReview Review, AgencyTree Agencies, bool MayDecide);
