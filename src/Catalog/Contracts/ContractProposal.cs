using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Catalog.Contracts;

/// <summary>Where a proposal stands. A newer one for the same dataset replaces one that waits.</summary>
public enum ProposalState { Waiting, Approved, Declined, Replaced }

/// <summary>A contract that a steward asks the data office to put in force.</summary>
/// <param name="BaseVersion">The contract in force when it was proposed, or which it followed; null for a new dataset.</param>
/// <param name="Note">Why, in the steward's words.</param>
/// <param name="Reason">Why it was declined.</param>
public sealed record ContractProposal(
    Guid Id, string Dataset, string Agency, string Version, string? BaseVersion, string Yaml, string? Note,
    ProposalState State, Guid ProposedBy, string ProposedName, DateTimeOffset ProposedAt, string? DecidedName,
    DateTimeOffset? DecidedAt, string? Reason)
{
    /// <summary>The data office and auditors see all, stewards those of their agencies and their own.</summary>
    public bool IsVisibleTo(Caller caller) => caller.Has(Role.DataOffice) || caller.Has(Role.Auditor)
        || caller.Has(Role.Steward, Agency) || caller.AccountId == ProposedBy;
}

/// <summary>A proposal beside the contract it would follow.</summary>
/// <param name="Contract">What is proposed; null when it cannot be read any more.</param>
/// <param name="Before">The contract it follows; null for a new dataset.</param>
/// <param name="Needed">The least version that announces the changes; null for a new dataset.</param>
/// <param name="Problems">Why it cannot be put in force as it stands.</param>
public sealed record ContractReview(
    ContractProposal Proposal, DataContract? Contract, DataContract? Before, ContractDifference Difference,
    ContractVersion? Needed, IReadOnlyList<Problem> Problems)
{
    public bool IsRaisedEnough => Contract is not null
        && (Before is null || Difference.Allows(Before.Version, Contract.Version));
}
