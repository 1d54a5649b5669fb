using Phusa.Exchange.Members;
using Phusa.Exchange.Systems;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Webhooks;

/// <summary>A subscription with the system that is told.</summary>
internal sealed record SubscriptionOfSystem(Subscription Subscription, SystemOfMember Told);

/// <summary>Finds systems and their subscriptions for those who may see or keep them, or says why not.</summary>
internal sealed class SubscriptionDirectory(SystemStore systems, SubscriptionStore store)
{
    /// <param name="toKeep">Whether it is to be changed, and not only looked at.</param>
    public async Task<Outcome<SystemOfMember>> SystemAsync(
        SubscriptionKeeper by, Guid system, bool toKeep, CancellationToken cancellation)
    {
        if (await systems.FindAsync(system, cancellation) is not { } known)
        {
            return MemberProblems.SystemMissing(system);
        }
        return (toKeep ? by.Keeps(known) : by.Sees(known)) ? known : MemberProblems.NotYours;
    }

    public async Task<Outcome<SubscriptionOfSystem>> FindAsync(
        SubscriptionKeeper by, Guid system, Guid id, bool toKeep, CancellationToken cancellation)
    {
        var known = await SystemAsync(by, system, toKeep, cancellation);
        if (known.Value is not { } told)
        {
            return Like<SystemOfMember, SubscriptionOfSystem>(known);
        }
        return await store.FindAsync(system, id, cancellation) is { } subscription
            ? new SubscriptionOfSystem(subscription, told)
            : new Missing(new Problem("subscription", "subscription.missing", T.SubscriptionMissing));
    }

    /// <summary>The same refusal, of something else.</summary>
    public static Outcome<TOther> Like<T, TOther>(Outcome<T> refused) =>
        refused.IsMissing ? new Missing(refused.Problems[0]) : new Refusal(refused.Problems);
}
