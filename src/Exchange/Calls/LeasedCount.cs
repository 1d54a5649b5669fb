using System.Globalization;
using Phusa.Kernel.Data;

namespace Phusa.Exchange.Calls;

/// <summary>
/// Calls of one agreement within a day or a minute, counted in the records for all nodes. Each node takes a twentieth at a
/// time and gives it out from memory; what it took and did not use is lost with the span, or with the node.
/// </summary>
/// <param name="isDay">Whether a span is a day, or else a minute.</param>
/// <param name="most">Calls within one span.</param>
internal sealed class LeasedCount(Database database, Guid agreement, bool isDay, int most) : IDisposable
{
    private const int Portions = 20;
    private const int LargestPortion = 1000;

    private readonly SemaphoreSlim one = new(1);
    private readonly Lock gate = new();
    private long span = -1;
    private long held;
    private long untaken;

    /// <summary>How many calls are left, after this one; null when it is one too many.</summary>
    public async ValueTask<long?> TakeAsync(DateTime time, CancellationToken cancellation)
    {
        var now = time.Ticks / (isDay ? TimeSpan.TicksPerDay : TimeSpan.TicksPerMinute);
        var left = Take(now);
        if (left is not null)
        {
            return left < 0 ? null : left;
        }
        await one.WaitAsync(cancellation);
        try
        {
            // Whoever waited here before has perhaps taken a portion that is enough for this call, too.
            while ((left = Take(now)) is null)
            {
                var (got, taken) = await LeaseAsync(Name(time), Math.Clamp(most / Portions, 1, LargestPortion), cancellation);
                lock (gate)
                {
                    (span, held, untaken) = (now, got, most - taken);
                }
            }
            return left < 0 ? null : left;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    /// <summary>Counts a call. Null when the records must be asked first; below 0 when they have no more.</summary>
    private long? Take(long now)
    {
        lock (gate)
        {
            return span != now ? null
                : held > 0 ? --held + untaken
                : untaken > 0 ? null : -1;
        }
    }

    /// <summary>A later one sorts after an earlier one.</summary>
    private string Name(DateTime time) => time.ToString(isDay ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    /// <summary>How many of those asked for were left, and how many are taken then.</summary>
    private Task<(long Got, long Taken)> LeaseAsync(string now, long portion, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            var isNew = await session.ExecuteAsync(
                new("insert into exchange_call_count (agreement_id, span, taken) values (@agreement, @span, 0) "
                    + "on conflict do nothing", ("agreement", agreement), ("span", now)), cancellation) > 0;
            if (isNew)
            {
                await session.ExecuteAsync(
                    new("delete from exchange_call_count where agreement_id = @agreement and span < @span "
                        + "and length(span) = length(@span)", ("agreement", agreement), ("span", now)), cancellation);
            }
            var taken = await session.CountAsync(
                new("update exchange_call_count set taken = taken + @portion where agreement_id = @agreement and span = @span "
                    + "returning taken", ("agreement", agreement), ("span", now), ("portion", portion)), cancellation);
            if (taken <= most)
            {
                return (portion, taken);
            }
            await session.ExecuteAsync(
                new("update exchange_call_count set taken = @most where agreement_id = @agreement and span = @span",
                    ("agreement", agreement), ("span", now), ("most", (long)most)), cancellation);
            return (Math.Max(0, portion - (taken - most)), most);
        }, cancellation);
}
