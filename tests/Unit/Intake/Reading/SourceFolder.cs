using System.Text;
using Microsoft.Extensions.Options;
using Phusa.Intake.Contracts;
using Phusa.Intake.Reading;

namespace Phusa.Tests.Unit.Intake.Reading;

/// <summary>A folder for one test's files, gone with it.</summary>
internal sealed class SourceFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("phusa-reading-").FullName;

    public static IOptions<IntakeOptions> Options { get; } =
        Microsoft.Extensions.Options.Options.Create(new IntakeOptions());

    public SourceFile Write(string name, string content, string? encoding = null, char? delimiter = null) =>
        Write(name, Encoding.UTF8.GetBytes(content), encoding, delimiter);

    public SourceFile Write(string name, byte[] content, string? encoding = null, char? delimiter = null)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, content);
        return new SourceFile(path, name, System.IO.Path.GetExtension(name)[1..], encoding, delimiter, null);
    }

    /// <summary>A file that lies beside the tests.</summary>
    public static SourceFile Fixture(string name, string format)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Phusa.slnx")))
        {
            folder = folder.Parent!;
        }
        var path = System.IO.Path.Combine(folder.FullName, "tests", "Unit", "Intake", "Reading", name);
        return new SourceFile(path, name, format, null, null, null);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

internal static class SourceRows
{
    public static List<TextRow> All(this RowSource source, SourceFile file) =>
        [.. source.Rows(file, CancellationToken.None)];

    /// <summary>Cells joined, so that rows compare at a glance; nothing is shown as a dot.</summary>
    public static List<string> Lines(this RowSource source, SourceFile file) =>
        [.. source.All(file).Select(row => $"{row.Line}: {string.Join(" | ", row.Cells.Select(cell => cell ?? "·"))}")];
}
