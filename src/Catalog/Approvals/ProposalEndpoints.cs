using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Catalog.Approvals;

/// <summary>Contracts on their way into force, for programs.</summary>
internal static class ProposalEndpoints
{
    /// <summary>None of them can be sent by a form of another site.</summary>
    private static readonly string[] Yaml = ["application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"];

    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var contracts = routes.MapGroup("/api/v1/contracts").WithTags("contracts");
        contracts.MapGet("", ListAsync).RequireAuthorization(Policies.Official).WithName("contract-proposals")
            .WithSummary("Proposed contracts that wait for a decision, the oldest first; state=all for every one, newest first");
        contracts.MapGet("{id:guid}", ShowAsync).RequireAuthorization(Policies.Official).WithName("contract-proposal")
            .WithSummary("A proposed contract and what it changes");
        contracts.MapPost("", ProposeAsync).RequireAuthorization(Policies.Steward).WithName("propose-contract")
            .Accepts<string>(Yaml[0], Yaml[1..]).WithSummary("Propose the contract in the body, as a steward of its agency");
        contracts.MapPost("{id:guid}/approve", ApproveAsync).RequireAuthorization(Policies.DataOffice)
            .WithName("approve-contract").WithSummary("Put a proposed contract in force");
        contracts.MapPost("{id:guid}/decline", DeclineAsync).RequireAuthorization(Policies.DataOffice)
            .WithName("decline-contract").WithSummary("Decline a proposed contract, with the reason");
    }

    private static async Task<Ok<IEnumerable<ProposalAnswer>>> ListAsync(
        HttpContext http, ContractProposals proposals, string? state, CancellationToken cancellation)
    {
        var found = state == "all"
            ? await proposals.NewestAsync(Most, cancellation) : await proposals.WaitingAsync(cancellation);
        var caller = http.Caller();
        return TypedResults.Ok(found.Where(proposal => proposal.IsVisibleTo(caller)).Select(ProposalAnswer.Of));
    }

    private static async Task<Results<Ok<ReviewAnswer>, NotFound>> ShowAsync(
        HttpContext http, Guid id, ContractProposals proposals, CancellationToken cancellation) =>
        await proposals.FindAsync(id, cancellation) is { } proposal && proposal.IsVisibleTo(http.Caller())
            ? TypedResults.Ok(ReviewAnswer.Of(await proposals.ReviewAsync(proposal, cancellation)))
            : TypedResults.NotFound();

    private static async Task<Results<Created<ProposalAnswer>, ProblemHttpResult>> ProposeAsync(
        HttpContext http, ContractProposals proposals, string? note, CancellationToken cancellation)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var yaml = await reader.ReadToEndAsync(cancellation);
        var proposed = await proposals.ProposeAsync(yaml, "contract.yaml", note, http.Caller(), cancellation);
        return proposed.Value is { } proposal
            ? TypedResults.Created($"/api/v1/contracts/{proposal.Id}", ProposalAnswer.Of(proposal))
            : Refused.Of(proposed);
    }

    private static async Task<Results<Ok<ProposalAnswer>, ProblemHttpResult>> ApproveAsync(
        HttpContext http, Guid id, ContractProposals proposals, CancellationToken cancellation) =>
        Answer(await proposals.ApproveAsync(id, http.Caller(), cancellation));

    private static async Task<Results<Ok<ProposalAnswer>, ProblemHttpResult>> DeclineAsync(
        HttpContext http, Guid id, Decline decline, ContractProposals proposals, CancellationToken cancellation) =>
        Answer(await proposals.DeclineAsync(id, decline.Reason, http.Caller(), cancellation));

    private static Results<Ok<ProposalAnswer>, ProblemHttpResult> Answer(Outcome<ContractProposal> outcome) =>
        outcome.Value is { } proposal ? TypedResults.Ok(ProposalAnswer.Of(proposal)) : Refused.Of(outcome);
}

/// <param name="Reason">What the steward should change.</param>
internal sealed record Decline(string? Reason);
