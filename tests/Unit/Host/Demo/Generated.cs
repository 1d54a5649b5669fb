using System.Text;
using Phusa.Host.Demo;
using Phusa.Host.Demo.Recipes;
using Phusa.Host.Demo.Tables;

namespace Phusa.Tests.Unit.Host.Demo;

/// <summary>Rows made by a recipe, read back from their CSV.</summary>
internal static class Generated
{
    public static string Root { get; } = PacksFolder.Find(null, AppContext.BaseDirectory);

    /// <summary>Late in the evening of UTC it is the next day in Vietnam.</summary>
    public static DemoGenerator Generator { get; } = new(new StoppedTime(new(2026, 3, 9, 18, 0, 0, TimeSpan.Zero)));

    public static IReadOnlyList<Dictionary<string, string>> Rows(string fields, int rows = 200, string faults = "{}")
    {
        return InFile(fields, rows, faults, path => Rows(Generator.Plan(path, Root), rows));
    }

    /// <summary>The values of the field <c>x</c>.</summary>
    public static string[] Values(string fields, int rows = 200, string faults = "{}")
    {
        return [.. Rows(fields, rows, faults).Select(row => row["x"])];
    }

    public static string Refusal(string fields, string faults = "{}", int rows = 50)
    {
        return InFile(fields, rows, faults, path => Assert.Throws<InvalidDataException>(
            () => Rows(Generator.Plan(path, Root), rows)).Message);
    }

    public static IReadOnlyList<Dictionary<string, string>> Rows(Plan plan, long count)
    {
        var buffer = new CsvBuffer();
        plan.WriteHeader(buffer);
        plan.WriteRows(0, Math.Min(count, plan.Rows), buffer);
        var lines = PackCsv.Parse(Encoding.UTF8.GetString(buffer.From(0)), plan.File);
        return [.. lines.Skip(1)
            .Select(line => lines[0].Zip(line).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    public static T InFile<T>(string fields, int rows, string faults, Func<string, T> use)
    {
        var folder = Directory.CreateTempSubdirectory("phusa-recipe-");
        try
        {
            var path = Path.Combine(folder.FullName, "sample.generate.json");
            File.WriteAllText(
                path, $$"""{"rows": {{rows}}, "seed": 7, "fields": {{{fields}}}, "faults": {{faults}}}""");
            return use(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed class StoppedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
