using System.Diagnostics;

namespace Phusa.Bench;

/// <summary>The program as a process of its own, timed from start to end.</summary>
internal static class Whole
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "phusa.dll");

    /// <returns>Seconds, and the most memory it held, in megabytes.</returns>
    public static async Task<(double Seconds, double Megabytes)> RunAsync(params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start(arguments);
        // A pipe that nobody reads fills up and stops its writer.
        var said = process.StandardOutput.ReadToEndAsync();
        double peak = 0;
        while (!process.WaitForExit(20))
        {
            peak = Math.Max(peak, Peak(process));
        }
        await process.WaitForExitAsync();
        await said;
        return process.ExitCode == 0
            ? (watch.Elapsed.TotalSeconds, peak)
            : throw new InvalidOperationException($"phusa {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    public static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true })!;

    /// <summary>The kernel's own high-water mark of resident memory, which includes DuckDB's.</summary>
    public static double Peak(Process process)
    {
        var status = $"/proc/{process.Id}/status";
        var line = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(text => text.StartsWith("VmHWM", StringComparison.Ordinal)) : null;
        return line is null ? 0
            : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) / 1024;
    }
}
