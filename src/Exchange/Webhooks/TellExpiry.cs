using Phusa.Exchange.Agreements;
using Phusa.Kernel.Data;
using Phusa.Kernel.Periods;

namespace Phusa.Exchange.Webhooks;

/// <summary>
/// Makes an event of every agreement that comes to its end by itself: 30 and 7 days before, and when its last day has passed.
/// Each span it looks at is shorter than events are kept, so that none is told twice.
/// </summary>
internal sealed class TellExpiry(Database database, AgreementStore agreements, TimeProvider clock)
{
    private const int Early = 30;
    private const int Late = 7;

    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var today = VietnamTime.DayOf(now);
        var ending = await agreements.EndingAsync(today.AddDays(-Late), today.AddDays(Early), cancellation);
        if (ending.Count == 0)
        {
            return;
        }
        await database.WriteAsync(async session =>
        {
            var told = 0;
            foreach (var one in ending)
            {
                var left = one.Terms.ValidTo.DayNumber - today.DayNumber;
                var notice = left > Late ? Early : Late;
                if (left < 0)
                {
                    told += await ExchangeEventKinds.Expired(one, now).PublishAsync(session, cancellation);
                }
                else if (one.State == AgreementState.Granted && WasLongerThan(one, notice))
                {
                    told += await ExchangeEventKinds.Expiring(one, notice, now).PublishAsync(session, cancellation);
                }
            }
            return told;
        }, cancellation);
    }

    /// <summary>Who was granted a week need not hear at once that it ends in a week.</summary>
    private static bool WasLongerThan(Agreement agreement, int days) =>
        agreement.Decision is { } granted && VietnamTime.DayOf(granted.At) < agreement.Terms.ValidTo.AddDays(-days);
}
