using System.Diagnostics;
using System.Globalization;

namespace Phusa.Bench;

/// <summary>What processes hold, as the kernel tells it, so that the memory of native libraries counts too. In megabytes.</summary>
internal static class Memory
{
    /// <summary>The most that a process held until now.</summary>
    public static double Peak(Process process) => Figure($"/proc/{process.Id}/status", "VmHWM");

    /// <summary>What a process and those it started hold now; pages that several share count once.</summary>
    public static double OfTree(int root)
    {
        var parents = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _))
            .Select(name => (Id: int.Parse(name!, CultureInfo.InvariantCulture), Parent: (int)Figure($"/proc/{name}/status", "PPid", 1)))
            .ToLookup(pair => pair.Parent, pair => pair.Id);
        return Under(root).Sum(id => Figure($"/proc/{id}/smaps_rollup", "Pss"));

        IEnumerable<int> Under(int id) => parents[id].SelectMany(Under).Prepend(id);
    }

    /// <summary>0 for a process that is gone.</summary>
    private static double Figure(string file, string name, double unit = 1024)
    {
        try
        {
            var line = File.ReadLines(file).FirstOrDefault(text => text.StartsWith($"{name}:", StringComparison.Ordinal));
            return line is null ? 0
                : double.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / unit;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
