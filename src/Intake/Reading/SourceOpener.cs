using System.Text;
using Microsoft.Extensions.Options;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Columns;
using Phusa.Intake.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Intake.Reading;

/// <summary>
/// Understands a file against a contract and opens its rows. A clean UTF-8 CSV is read by DuckDB where it lies;
/// everything else goes through its <see cref="RowSource"/> and a canonical CSV.
/// </summary>
internal sealed class SourceOpener(IEnumerable<RowSource> sources, IOptions<IntakeOptions> options)
{
    private const int SampleBytes = 1 << 20;

    /// <param name="careful">Read record by record even where DuckDB could: it refused the file before.</param>
    /// <param name="folder">For the canonical CSV; the caller removes it.</param>
    public Outcome<(Understanding Understanding, SourceTable Table)> Open(
        SourceFile file, DataContract contract, TextTraits traits, bool careful, string folder, CancellationToken cancellation)
    {
        var sample = Sample(file.Path);
        if (sample.Length == 0)
        {
            return new Refusal(new Problem("file", "file.empty", T.FileEmpty(file.Name)));
        }
        var format = FileFormat.Of(sample, file.Name);
        if (format is null)
        {
            return new Refusal(new Problem("file", "file.not-understood", T.FileNotUnderstood(file.Name)));
        }
        var known = file with { Format = format };
        if (format is "zip" or "xlsx")
        {
            known = known with { Format = format = ZipEntries.IsWorkbook(known) ? "xlsx" : "zip" };
        }
        if (format == "zip")
        {
            return Unpacked(known, contract, careful, folder, cancellation);
        }
        if (format == "csv" && !careful && !traits.HasNul && !Utf8Break.IsIn(sample) && file.Encoding is null or "UTF-8")
        {
            return Plain(known, sample, contract, traits);
        }
        if (format == "parquet")
        {
            return ParquetSource.Open(known, contract);
        }
        var source = sources.First(source => source.Formats.Contains(format));
        if (format == "csv" && known.Encoding is null)
        {
            known = known with { Encoding = SourceText.EncodingAround(file.Path, Utf8Break.In(file.Path)) };
        }
        return CanonicalCsv.Open(source, known, contract, folder, cancellation);
    }

    /// <summary>Sheets or entries to choose from; empty where there is just one table.</summary>
    public IReadOnlyList<string> Parts(SourceFile file)
    {
        var format = FileFormat.Of(Sample(file.Path), file.Name);
        return format is not ("zip" or "xlsx" or "xls") ? []
            : format != "xls" && !ZipEntries.IsWorkbook(file) ? ZipEntries.Parts(file)
            : sources.First(source => source.Formats.Contains("xlsx")).Parts(file);
    }

    private Outcome<(Understanding Understanding, SourceTable Table)> Unpacked(
        SourceFile archive, DataContract contract, bool careful, string folder, CancellationToken cancellation)
    {
        var (file, traits) = ZipEntries.Unpack(archive, folder, options.Value, cancellation);
        if (FileFormat.Of(Sample(file.Path), file.Name) is "zip" or "xlsx" && !ZipEntries.IsWorkbook(file))
        {
            throw new UnreadableSourceException("zip.nested", T.SourceZipNested(archive.Name));
        }
        return Open(file, contract, traits, careful, folder, cancellation);
    }

    private static Outcome<(Understanding, SourceTable)> Plain(
        SourceFile file, byte[] sample, DataContract contract, TextTraits traits)
    {
        var start = sample.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        var whole = sample.Length < SampleBytes;
        var text = Encoding.UTF8.GetString(sample, start, sample.Length - start);
        var shape = file.Delimiter is { } chosen ? new CsvShape(chosen, '"') : CsvShape.Of(text);
        var top = CsvShape.Split(text, shape.Delimiter, 200, whole);
        var read = file.HeaderLine is { } line ? Headers.At(line - 1, top, contract, file) : Headers.Read(top, contract, file.Name);
        if (read.Value is not { } header)
        {
            return new Refusal(read.Problems);
        }
        var columns = header.Columns.Select((column, at) => WithForm(column, contract, top.Skip(header.Index + 1), at)).ToList();
        var understanding = new Understanding(
            "csv", "UTF-8", shape.Delimiter.ToString(), null, header.Index + 1, columns, header.MissingFields);
        var names = string.Join(", ", Enumerable.Range(0, columns.Count).Select(at => $"'c{at}': 'varchar'"));
        var sql =
            $"""
            read_csv({DuckSql.Literal(file.Path)}, auto_detect = false, header = false, skip = {header.Index + 1},
                delim = {DuckSql.Literal(shape.Delimiter.ToString())}, quote = '"', escape = '"', new_line = '{(traits.HasCarriageReturns ? "\\r\\n" : "\\n")}',
                nullstr = '', columns = {"{"}{names}{"}"})
            """;
        return (understanding, new SourceTable(
            sql, columns.Count, false, header.Index + 2, traits.HasEdgeSpaces, traits.HasCombiningMarks, [],
            traits.Newlines - header.Index - 1));
    }

    private static ColumnUnderstanding WithForm(
        ColumnUnderstanding column, DataContract contract, IEnumerable<IReadOnlyList<string>> rows, int at) =>
        column.Field is { } name && contract.FindField(name) is { Type: FieldType.Integer or FieldType.Number or FieldType.Decimal } field
            ? column with { Numbers = NumberForms.Of(field, rows.Where(row => at < row.Count).Select(row => row[at])) }
            : column;

    private static byte[] Sample(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
        var sample = new byte[SampleBytes];
        var read = stream.ReadAtLeast(sample, SampleBytes, throwOnEndOfStream: false);
        return sample[..read];
    }
}
