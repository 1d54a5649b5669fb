using Microsoft.Extensions.Options;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Reading;
using Phusa.Kernel.Outcomes;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Tests.Store.Intake.Reading;

/// <summary>A small contract, a folder and a DuckDB to read back what a source became.</summary>
public abstract class ReadingTests : IDisposable
{
    private static readonly IOptions<IntakeOptions> Options =
        Microsoft.Extensions.Options.Options.Create(new IntakeOptions());

    private readonly DuckDatabase database = DuckDatabase.Open(null);

    private protected ReadingTests() => Connection = database.Connect();

    private protected string Folder { get; } = Directory.CreateTempSubdirectory("phusa-reading-").FullName;

    private protected DuckConnection Connection { get; }

    private protected static DataContract Communes { get; } = new()
    {
        Id = "communes", Name = "communes",
        Fields =
        [
            new Field { Name = "code", TitleVi = "Mã", Type = FieldType.Text, Required = true, KeyPosition = 1 },
            new Field { Name = "name", TitleVi = "Tên xã", Type = FieldType.Text },
            new Field { Name = "people", TitleVi = "Dân số", Type = FieldType.Integer },
        ],
    };

    private protected static SourceOpener Opener { get; } =
        new([new CsvSource(), new ExcelSource(Options), new JsonSource()], Options);

    public void Dispose()
    {
        Connection.Dispose();
        database.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private protected SourceFile Write(string name, string content) =>
        Write(name, System.Text.Encoding.UTF8.GetBytes(content));

    private protected SourceFile Write(string name, byte[] content)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, content);
        return new SourceFile(path, name, "csv", null, null, null);
    }

    private protected Outcome<(Understanding Understanding, SourceTable Table)> Open(
        SourceFile file, bool careful = true) =>
        Open(file, Communes, careful);

    private protected Outcome<(Understanding Understanding, SourceTable Table)> Open(
        SourceFile file, DataContract contract, bool careful = true)
    {
        var traits = new ByteTraits();
        traits.Observe(File.ReadAllBytes(file.Path));
        return Opener.Open(file, contract, traits.Traits, careful, Folder, CancellationToken.None);
    }

    /// <summary>Rows as DuckDB reads them: the line, where the table has it, and the cells.</summary>
    private protected List<string> Rows(SourceTable table)
    {
        var cells = string.Join(", ", Enumerable.Range(0, table.Columns).Select(at => $"c{at}"));
        using var result = Connection.Query($"select {(table.HasRow ? "_row, " : "")}{cells} from {table.Sql}");
        return [.. result.Rows().Select(row => string.Join(" | ", row.Select(cell => cell ?? "·")))];
    }
}
