using Phusa.Exchange.Events;
using Phusa.Exchange.Members;
using Phusa.Exchange.Services;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Upstreams;

/// <summary>
/// Asks upstreams whether they are there, because somebody wants to know now or because their minute has come, and
/// records how they stand. A change from well to not, or back, is an event.
/// </summary>
internal sealed class CheckUpstream(
    ServiceStore services, ServiceUpstreams upstreams, UpstreamStore settings, HealthStore health, AskUpstream ask, TimeProvider clock)
{
    /// <summary>A little less than the minute between two looks at what is due, which never takes exactly that.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(55);

    public async Task<Outcome<CheckResult>> RunAsync(Caller by, Guid service, CancellationToken cancellation)
    {
        if (await services.FindAsync(service, cancellation) is not { } known || !by.Sees(known))
        {
            return ServiceProblems.Missing(service);
        }
        if (!by.AnswersFor(known.Owner))
        {
            return ServiceProblems.NotYours;
        }
        return await AskAsync(known, cancellation) is { } result ? result : UpstreamProblems.Missing;
    }

    public Task<IReadOnlyList<Guid>> DueAsync(CancellationToken cancellation) => health.DueAsync(clock.GetUtcNow(), cancellation);

    /// <summary>Asks one whose turn it is, unless another node has taken it.</summary>
    public async Task RunDueAsync(Guid service, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (await health.ClaimAsync(service, now, now + Between, cancellation)
            && await services.FindAsync(service, cancellation) is { } known)
        {
            await AskAsync(known, cancellation);
        }
    }

    /// <summary>Null where the service has no settings.</summary>
    private async Task<CheckResult?> AskAsync(ServiceOfMember known, CancellationToken cancellation)
    {
        var service = known.Service;
        if (await upstreams.FindAsync(service.Id, cancellation) is not { } found
            || await settings.FindAsync(service.Id, cancellation) is not { } set)
        {
            return null;
        }
        var result = await ask.RunAsync(
            found.Upstream, found.OwnHeaders, set.HealthAddress, set.HealthPath is not null, cancellation);
        if (await health.FindAsync(service.Id, cancellation) is { } before)
        {
            var now = clock.GetUtcNow();
            // The first look is news only when it is bad news.
            var isNews = before.Last is { } last ? last.IsWell != result.IsWell : !result.IsWell;
            var done = !isNews ? null : ExchangeEvent.Seen(
                now, result.IsWell ? ExchangeAction.UpstreamAnswers : ExchangeAction.UpstreamFails, service.MemberId, service.Id,
                CauseWords.Of(result.Cause, set.Address.Host, result.Status).Vi);
            await health.SaveAsync(before.After(result, now), done, cancellation);
        }
        return result;
    }
}
