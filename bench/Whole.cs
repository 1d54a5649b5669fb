using System.Diagnostics;

namespace Phusa.Bench;

/// <summary>A program as a process of its own, timed from start to end.</summary>
internal static class Whole
{
    /// <summary>Runs a verb of the product, with the settings that <c>./phusa</c> gives it.</summary>
    public static Task<Cost> PhusaAsync(params string[] arguments) =>
        RunAsync("env", ["DOTNET_TC_CallCountingDelayMs=1388", "dotnet", Phusa, .. arguments]);

    /// <summary>Runs this program with other arguments.</summary>
    public static Task<Cost> BenchAsync(params string[] arguments) =>
        RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "phusa-bench.dll"), .. arguments]);

    public static async Task<Cost> RunAsync(string program, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start(program, arguments);
        // A pipe that nobody reads fills up and stops its writer.
        var said = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        double peak = 0;
        while (!process.WaitForExit(20))
        {
            peak = Math.Max(peak, Memory.Peak(process));
        }
        var seconds = watch.Elapsed.TotalSeconds;
        await said;
        return process.ExitCode == 0 ? new Cost(seconds, peak)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    public static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;

    /// <summary>The program that <c>./phusa</c> runs, compiled ahead of time; the copy beside the benchmarks is not.</summary>
    public static string Phusa { get; } =
        Path.GetFullPath("../../../../src/Host/bin/Release/net10.0/phusa.dll", AppContext.BaseDirectory);
}

/// <param name="Megabytes">The most it held.</param>
internal readonly record struct Cost(double Seconds, double Megabytes);
