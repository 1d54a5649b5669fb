namespace Phusa.Exchange.Agreements;

/// <summary>What the gateway asks before every call.</summary>
internal sealed class GrantedAgreements(AgreementStore store)
{
    /// <summary>
    /// The agreement by which the system may call the service then; null when there is none. Its hours, quota and rate
    /// are checked by the caller, who knows what to say of each.
    /// </summary>
    public Task<Agreement?> FindGrantedAsync(
        Guid system, Guid service, DateTimeOffset at, CancellationToken cancellation) =>
        store.FindGrantedAsync(system, service, WorkingDays.DayOf(at), cancellation);
}
