using Phusa.Exchange.Contracts;

namespace Phusa.Exchange.Traffic;

/// <summary>Adds traffic that nobody measured, for a province that is made up. Blame follows from the status.</summary>
internal sealed class AddTraffic(TrafficStore store)
{
    public async Task RunAsync(IEnumerable<TrafficOrder> orders, CancellationToken cancellation)
    {
        var tally = new TrafficTally();
        foreach (var call in orders.SelectMany(Calls))
        {
            if (!tally.Add(call))
            {
                await WriteAsync(tally, cancellation);
                tally.Add(call);
            }
        }
        await WriteAsync(tally, cancellation);
    }

    private async Task WriteAsync(TrafficTally tally, CancellationToken cancellation)
    {
        var (counts, slowest) = tally.Take();
        foreach (var some in counts.Chunk(TrafficStore.Together))
        {
            await store.AddAsync(some, cancellation);
        }
        await store.KeepAsync(slowest, cancellation);
    }

    private static IEnumerable<CallSeen> Calls(TrafficOrder order) => order.Milliseconds.Select(time => new CallSeen(
        order.At, order.Service, order.System, order.Agreement, order.Operation, order.Status, order.Problem, Fault(order.Status), time,
        Math.Min(time, order.OwnMilliseconds), 0, order.AnswerBytes));

    private static CallFault Fault(int status) => status switch
    {
        < 400 => CallFault.None,
        < 500 => CallFault.Consumer,
        502 or 504 => CallFault.Upstream,
        _ => CallFault.Exchange,
    };
}
