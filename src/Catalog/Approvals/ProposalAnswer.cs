using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;

namespace Phusa.Catalog.Approvals;

/// <summary>A proposal as the API gives it.</summary>
internal sealed record ProposalAnswer(
    Guid Id, string Dataset, string Agency, string Version, string? BaseVersion, string State, string? Note,
    string ProposedBy, DateTimeOffset ProposedAt, string? DecidedBy, DateTimeOffset? DecidedAt, string? Reason)
{
    public static ProposalAnswer Of(ContractProposal proposal) => new(
        proposal.Id, proposal.Dataset, proposal.Agency, proposal.Version, proposal.BaseVersion,
        Word.Of(proposal.State), proposal.Note, proposal.ProposedName,
        proposal.ProposedAt, proposal.DecidedName, proposal.DecidedAt, proposal.Reason);
}

/// <summary>A proposal with what it changes and its text.</summary>
internal sealed record ReviewAnswer(
    ProposalAnswer Proposal, IReadOnlyList<ChangeAnswer> Changes, string? NeededVersion, bool IsRaisedEnough,
    IReadOnlyList<Problem> Problems, string Yaml)
{
    public static ReviewAnswer Of(ContractReview review) => new(
        ProposalAnswer.Of(review.Proposal),
        [.. review.Difference.Changes.Select(change => new ChangeAnswer(
            Word.Of(change.Kind), change.Path, change.Explanation))],
        review.Needed?.ToString(), review.IsRaisedEnough, review.Problems, review.Proposal.Yaml);
}

internal sealed record ChangeAnswer(string Kind, string Path, Text Explanation);
