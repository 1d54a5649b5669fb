using Phusa.Exchange.Contracts;
using Phusa.Kernel.Periods;

namespace Phusa.Host.Demo;

/// <param name="Agreements">The agreement, and the one that renews it.</param>
/// <param name="FirstEnds">The last day of the first.</param>
internal sealed record DemoFlow(Guid Service, Guid System, IReadOnlyList<Guid> Agreements, DateOnly FirstEnds, CallsPack Calls);

/// <summary>
/// A month of traffic that nobody measured: office hours, a night's batch, an hour without evidence and so without answers, an
/// evening on which everything is slow, callers' mistakes, and calls without an agreement. The same on every machine.
/// </summary>
internal sealed class DemoTraffic(ExchangeRegister register, TimeProvider clock)
{
    private const int Days = 32;
    private const int OutageAgo = 11, SlowAgo = 6;
    private const double Unanswered = 0.7, Slowness = 8, Own = 1.8;
    private const long Seed = 194;

    /// <summary>Share of the busiest hour, from midnight on, on a working day.</summary>
    private static readonly double[] Office =
        [0, 0, 0, 0, 0, 0.02, 0.1, 0.55, 0.95, 1, 0.95, 0.6, 0.15, 0.6, 0.9, 0.95, 0.75, 0.35, 0.12, 0.08, 0.05, 0.03, 0.01, 0];

    public async Task FillAsync(IReadOnlyList<DemoFlow> flows, CancellationToken cancellation)
    {
        var now = VietnamTime.Of(clock.GetUtcNow());
        for (var ago = Days; ago >= 0; ago--)
        {
            var midnight = new DateTimeOffset(now.Date.AddDays(-ago), VietnamTime.Offset);
            var hours = Enumerable.Range(0, 24).Where(hour => midnight.AddHours(hour + 1) <= now).ToList();
            await register.CountAsync(
                [
                    .. flows.Where(flow => ago >= flow.Calls.Until)
                        .SelectMany((flow, at) => hours.SelectMany(hour => Calls(flow, at, midnight, hour, ago))),
                    .. hours.SelectMany(hour => Orphans(flows, midnight, hour, ago)),
                ], cancellation);
        }
    }

    private static IEnumerable<TrafficOrder> Calls(DemoFlow flow, int at, DateTimeOffset midnight, int hour, int ago)
    {
        var dice = new Draws(Seed, $"{flow.Calls.Operation}{at}", "traffic").Row((ago * 24) + hour);
        var busy = flow.Calls.PerHour * Busy(flow.Calls.Pattern, midnight.DayOfWeek, hour);
        var calls = (int)Math.Round(busy * (0.8 + (0.4 * dice.Unit())));
        var slow = ago == SlowAgo && hour is >= 19 and <= 21 ? Slowness : 1;
        List<double> good = [], vain = [], lost = [];
        for (var i = 0; i < calls; i++)
        {
            var failed = ago == OutageAgo && hour == 14 && dice.Unit() < Unanswered;
            (failed ? lost : dice.Unit() < flow.Calls.Mistakes ? vain : good).Add(Time(ref dice, flow.Calls.Milliseconds * slow));
        }
        var agreement = flow.Agreements[DateOnly.FromDateTime(midnight.DateTime) > flow.FirstEnds ? ^1 : 0];
        var order = new TrafficOrder(
            midnight.AddHours(hour).AddMinutes(dice.Below(60)), flow.Service, flow.System, agreement, flow.Calls.Operation, 200, null, good,
            Own, 900 + dice.Below(4000));
        return
        [
            order,
            order with { Status = flow.Calls.MistakeStatus, Problem = flow.Calls.Mistake, Milliseconds = vain, AnswerBytes = 300 },
            order with { Status = 503, Problem = "call.no-evidence", Milliseconds = lost, AnswerBytes = 300 },
        ];
    }

    /// <summary>Expired tokens at any time, and callers whose agreement is over or stopped and who have not noticed.</summary>
    private static IEnumerable<TrafficOrder> Orphans(IReadOnlyList<DemoFlow> flows, DateTimeOffset midnight, int hour, int ago)
    {
        var dice = new Draws(Seed, "orphans", "traffic").Row((ago * 24) + hour);
        var at = midnight.AddHours(hour);
        if (dice.Unit() < 0.2)
        {
            yield return new(at, null, null, null, "GET", 401, "call.token-invalid", [1.1], 1.1, 300);
        }
        foreach (var flow in flows.Where(flow => ago < flow.Calls.Until && hour is 8 or 14))
        {
            yield return new(
                at, flow.Service, flow.System, null, flow.Calls.Operation, 403, "call.no-agreement", [1.2, 1.4, 1.3], 1.2, 300);
        }
    }

    private static double Busy(string pattern, DayOfWeek day, int hour) => pattern switch
    {
        "night" => hour == 0 ? 1 : 0,
        "even" => 1,
        _ => Office[hour] * (day is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.12 : 1),
    };

    /// <summary>Most calls take about as long as the ordinary one, a few several times as long.</summary>
    private static double Time(ref Dice dice, double ordinary) =>
        ordinary * (0.7 + (0.6 * dice.Unit()) + (dice.Unit() < 0.06 ? 2.5 * dice.Unit() : 0));
}
