using Phusa.Kernel.Identifiers;
using Phusa.Security.Audit;

namespace Phusa.Security.Contracts;

/// <summary>One read of personal data.</summary>
/// <param name="Seq">Its number in the ledger.</param>
/// <param name="Fields">
/// The personal fields that came back or that rows were chosen by, in clear or masked.
/// </param>
/// <param name="Selection">Which rows: the key or the filter, as text; null once it was erased.</param>
public sealed record PersonalRead(
    long Seq, DateTimeOffset At, Guid? AccountId, string AccountName, SignInMethod Method, string Dataset,
    string Version, IReadOnlyList<string> Fields, string? Purpose, long Rows, string? Selection, string Address);

/// <summary>
/// The record of who read personal data, when, why and which, in the ledger. Record before rows are sent: a read that cannot be
/// recorded must not happen. Which rows were asked for may name a person, so it is sealed; whoever is named by a citizen
/// number in it is a subject of the entry.
/// </summary>
public sealed class PersonalReads
{
    private readonly Ledger ledger;
    private readonly PersonalReadStore store;
    private readonly Pseudonyms pseudonyms;

    internal PersonalReads(Ledger ledger, PersonalReadStore store, Pseudonyms pseudonyms) =>
        (this.ledger, this.store, this.pseudonyms) = (ledger, store, pseudonyms);

    /// <summary>Records a read of whole rows, where the decision asks for it.</summary>
    /// <exception cref="LedgerUnavailableException">It cannot be recorded.</exception>
    public Task RecordAsync(
        AccessRequest request, AccessDecision decision, string version, long rows, string selection,
        CancellationToken cancellation) =>
        RecordAsync(request, decision, decision.Recorded, version, rows, selection, cancellation);

    /// <param name="read">Fields that came back or that rows were chosen by; others are not recorded.</param>
    /// <exception cref="LedgerUnavailableException">It cannot be recorded.</exception>
    public async Task RecordAsync(
        AccessRequest request, AccessDecision decision, IEnumerable<string> read, string version, long rows,
        string selection, CancellationToken cancellation)
    {
        string[] fields = [.. decision.Recorded.Intersect(read, StringComparer.Ordinal)];
        if (fields.Length == 0)
        {
            return;
        }
        var caller = request.Caller;
        var details = new ReadDetails(
            caller.Name, caller.Method, version, fields, request.StatedPurpose, rows, caller.Address ?? "",
            [.. caller.Grants.Select(grant => $"{grant.Role}@{grant.Agency}")]);
        await ledger.AppendAsync(
            new(PersonalReadStore.Kind, caller.AccountId?.ToString(), request.Dataset.Name, details)
            {
                Subjects = [.. PersonInText.CitizenNumbers(selection).Select(pseudonyms.Of)],
                Sealed = [Sealed.Of(PersonalReadStore.Selection, selection)],
            }, cancellation);
    }

    /// <summary>The newest reads first, of one dataset or of all, older than <paramref name="before"/>.</summary>
    public Task<IReadOnlyList<PersonalRead>> ListAsync(
        string? dataset, DateTimeOffset before, int limit, CancellationToken cancellation) =>
        store.ListAsync(dataset, null, null, before, null, limit, cancellation);
}
