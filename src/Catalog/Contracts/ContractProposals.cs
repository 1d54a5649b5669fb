using Phusa.Catalog.Approvals;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Catalog.Contracts;

/// <summary>
/// The way of a contract into force: a steward of the agency named in it proposes, the data office approves or declines.
/// </summary>
public sealed class ContractProposals
{
    private const int LongestText = 2000;

    private readonly ProposalStore store;
    private readonly Datasets datasets;
    private readonly Agencies agencies;
    private readonly TimeProvider clock;

    internal ContractProposals(ProposalStore store, Datasets datasets, Agencies agencies, TimeProvider clock) =>
        (this.store, this.datasets, this.agencies, this.clock) = (store, datasets, agencies, clock);

    /// <summary>Those that wait, the oldest first.</summary>
    public Task<IReadOnlyList<ContractProposal>> WaitingAsync(CancellationToken cancellation) =>
        store.WaitingAsync(cancellation);

    /// <summary>All, newest first.</summary>
    public Task<IReadOnlyList<ContractProposal>> NewestAsync(int most, CancellationToken cancellation) =>
        store.NewestAsync(most, cancellation);

    public Task<ContractProposal?> FindAsync(Guid id, CancellationToken cancellation) =>
        store.FindAsync(id, cancellation);

    /// <summary>Refused with every problem of the text, or when the caller may not speak for its agency.</summary>
    public async Task<Outcome<ContractProposal>> ProposeAsync(
        string yaml, string file, string? note, Caller caller, CancellationToken cancellation)
    {
        var reading = ContractReader.Read(yaml, file);
        if (reading.Contract is not { } contract)
        {
            return new Refusal(reading.Problems);
        }
        var known = await datasets.FindAsync(contract.Name, cancellation);
        if (await RefuseAsync(contract, known, caller, cancellation) is { } stranger)
        {
            return new Refusal(stranger);
        }
        if (known is not null && await RefuseNextAsync(known, contract, yaml, cancellation) is { } wrong)
        {
            return wrong;
        }
        var now = clock.GetUtcNow();
        var proposal = new ContractProposal(
            Guid.CreateVersion7(now), contract.Name, contract.Agency!, contract.Version.ToString(),
            known?.ContractVersion, yaml, Cut(note), ProposalState.Waiting, caller.AccountId!.Value, caller.Name, now,
            null, null, null);
        await store.AddAsync(proposal, cancellation);
        return proposal;
    }

    /// <summary>A waiting proposal beside the contract in force, a decided one beside the contract it followed.</summary>
    public async Task<ContractReview> ReviewAsync(ContractProposal proposal, CancellationToken cancellation)
    {
        var reading = ContractReader.Read(proposal.Yaml, proposal.Dataset);
        var known = await datasets.FindAsync(proposal.Dataset, cancellation);
        var from = proposal.State == ProposalState.Waiting ? known?.ContractVersion : proposal.BaseVersion;
        var before = known is null || from is null ? null : await datasets.ContractAsync(known.Id, from, cancellation);
        if (reading.Contract is not { } contract)
        {
            return new(proposal, null, before, new([]), null, reading.Problems);
        }
        var difference = before is null ? new ContractDifference([]) : ContractDiff.Between(before, contract);
        var refusal = known is null || proposal.State != ProposalState.Waiting
            ? null : await datasets.CheckNextAsync(known, contract, proposal.Yaml, cancellation);
        return new(proposal, contract, before, difference, before?.Version.After(difference.Required),
            refusal?.Problems ?? []);
    }

    /// <summary>Makes the proposal the contract in force, in one transaction.</summary>
    public async Task<Outcome<ContractProposal>> ApproveAsync(Guid id, Caller caller, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } proposal)
        {
            return Unknown();
        }
        if (proposal.State != ProposalState.Waiting)
        {
            return Decided(proposal);
        }
        var review = await ReviewAsync(proposal, cancellation);
        return review is { Contract: { } contract, Problems.Count: 0 }
            ? await store.ApproveAsync(
                proposal with { BaseVersion = review.Before?.Version.ToString() }, contract, caller.Name,
                await datasets.FindAsync(proposal.Dataset, cancellation), clock.GetUtcNow(), cancellation)
            : new Refusal(review.Problems);
    }

    /// <summary>The contract in force stays; the steward reads the reason.</summary>
    public async Task<Outcome<ContractProposal>> DeclineAsync(
        Guid id, string? reason, Caller caller, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } proposal)
        {
            return Unknown();
        }
        return Cut(reason) is not { } why
            ? new Refusal(new Problem("reason", "proposal.reason-missing", T.ProposalReasonMissing))
            : await store.DeclineAsync(proposal, why, caller.Name, clock.GetUtcNow(), cancellation);
    }

    internal static Refusal Decided(ContractProposal proposal) =>
        new(new Problem("", "proposal.decided", T.ProposalDecided(proposal.Dataset)));

    private static Missing Unknown() => new(new("id", "proposal.missing", T.ProposalMissing));

    /// <summary>Who may not speak for the agency that the contract names, or for the one that holds the dataset now.</summary>
    private async Task<Problem?> RefuseAsync(
        DataContract contract, Dataset? known, Caller caller, CancellationToken cancellation)
    {
        if (contract.Agency is not { Length: > 0 } agency)
        {
            return new("phusa.agency", "proposal.agency-missing", T.ProposalAgencyMissing);
        }
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if ((await agencies.TreeAsync(cancellation)).Find(agency) is not { } found || found.ValidTo <= today)
        {
            return new("phusa.agency", "proposal.agency-unknown", T.ProposalAgencyUnknown(agency));
        }
        return caller.Has(Role.Steward, agency) && (known is null || known.Agency.Length == 0 || caller.Has(Role.Steward, known.Agency))
            ? null : new("phusa.agency", "proposal.not-yours", T.ProposalNotYours(agency));
    }

    private async Task<Refusal?> RefuseNextAsync(
        Dataset known, DataContract contract, string yaml, CancellationToken cancellation) =>
        await datasets.YamlAsync(known.Id, contract.Version.ToString(), cancellation) == yaml
            ? new(new Problem("version", "proposal.nothing-new", T.ProposalNothingNew(known.Name)))
            : await datasets.CheckNextAsync(known, contract, yaml, cancellation);

    private static string? Cut(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : text.Trim() is var words ? words[..Math.Min(words.Length, LongestText)] : null;
}
