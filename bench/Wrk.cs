using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Phusa.Bench;

/// <summary>What wrk saw in one run: 32 connections that ask as fast as they are answered.</summary>
internal sealed partial record Wrk(double PerSecond, double P50)
{
    public static async Task<Wrk> RunAsync(string address, string? token, int seconds)
    {
        string[] header = token is null ? [] : ["-H", $"Authorization: Bearer {token}"];
        using var process = Process.Start(new ProcessStartInfo(
            "wrk", ["-t1", "-c32", $"-d{seconds}s", "--latency", .. header, address]) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said.Contains("Non-2xx", StringComparison.Ordinal) || !Requests().IsMatch(said)
            ? throw new InvalidOperationException($"wrk at {address}: {said}")
            : new(Number(Requests().Match(said).Groups[1].Value), Milliseconds(Half().Match(said)));
    }

    public static Wrk Median(IReadOnlyList<Wrk> runs) => new(
        runs.Select(run => run.PerSecond).Order().ElementAt(runs.Count / 2),
        runs.Select(run => run.P50).Order().ElementAt(runs.Count / 2));

    private static double Milliseconds(Match match) => Number(match.Groups[1].Value) * (match.Groups[2].Value switch
    {
        "us" => 0.001, "ms" => 1, _ => 1000,
    });

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex Requests();

    [GeneratedRegex(@"50%\s+([0-9.]+)(us|ms|s)")]
    private static partial Regex Half();
}
