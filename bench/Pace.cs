using System.Diagnostics;

namespace Phusa.Bench;

/// <summary>How fast a question is answered when it is asked again and again. Times in milliseconds.</summary>
internal sealed record Pace(double P50, double P95, double PerSecond)
{
    public static async Task<Pace> OfAsync(Func<int, Task> ask, int callers, double seconds = 4)
    {
        for (var warm = 0; warm < 20; warm++)
        {
            await ask(warm);
        }
        var times = new List<double>[callers];
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(async caller =>
        {
            var mine = times[caller] = [];
            for (var at = caller; watch.Elapsed.TotalSeconds < seconds; at += callers)
            {
                var started = Stopwatch.GetTimestamp();
                await ask(at);
                mine.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }));
        var all = times.SelectMany(time => time).Order().ToList();
        return new Pace(all[all.Count / 2], all[all.Count * 95 / 100], all.Count / watch.Elapsed.TotalSeconds);
    }

    /// <summary>Asks the product and its peer one after the other; prints both, and how many times as fast the product is.</summary>
    /// <param name="size">How much one answer holds.</param>
    public static async Task CompareAsync(
        string what, string size, int callers, Func<int, Task> ours, (string Name, Func<int, Task> Ask) peer)
    {
        var (mine, other) = (await OfAsync(ours, callers), await OfAsync(peer.Ask, callers));
        Console.WriteLine(
            $"{what,-36} {size,8}  {callers} callers  phusa {mine}  {peer.Name} {other}  {other.P50 / mine.P50,6:0.00} x");
    }

    public override string ToString() => $"p50 {P50,7:0.00} ms  p95 {P95,7:0.00} ms  {PerSecond,6:0}/s";
}
