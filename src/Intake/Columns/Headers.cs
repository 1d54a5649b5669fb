using Phusa.Catalog.Contracts;
using Phusa.Intake.Reading;
using Phusa.Kernel.Outcomes;

namespace Phusa.Intake.Columns;

/// <summary>The header of a file read against a contract.</summary>
/// <param name="Index">Of the header among the file's rows, from 0.</param>
internal sealed record Headers(int Index, IReadOnlyList<ColumnUnderstanding> Columns, IReadOnlyList<string> MissingFields)
{
    /// <summary>Refused when a required field has no column; the nearest heading is suggested.</summary>
    public static Outcome<Headers> Read(IReadOnlyList<IReadOnlyList<string>> top, DataContract contract, string fileName)
    {
        var index = ColumnMatcher.HeaderOf(top, contract);
        return index < 0 || index >= top.Count
            ? new Refusal(new Problem("file", "file.empty", T.FileEmpty(fileName)))
            : At(index, top, contract);
    }

    /// <summary>The header that a person chose. Refused also when the file has no such line near its top.</summary>
    public static Outcome<Headers> At(
        int index, IReadOnlyList<IReadOnlyList<string>> top, DataContract contract, SourceFile file) =>
        index < 0 || index >= top.Count || top[index].All(string.IsNullOrWhiteSpace)
            ? new Refusal(new Problem("header", "header.missing", T.HeaderMissing(file.Name, file.HeaderLine)))
            : At(index, top, contract);

    private static Outcome<Headers> At(int index, IReadOnlyList<IReadOnlyList<string>> top, DataContract contract)
    {
        var columns = ColumnMatcher.Match(top[index], contract);
        var missing = contract.Fields.Where(field => columns.All(column => column.Field != field.Name)).ToList();
        var unused = columns.Where(column => column.Field is null).Select(column => column.Header).ToList();
        var problems = missing.Where(field => field.Required || field.IsKey)
            .Select(field => new Problem(field.Name, "column.missing", Missing(field, contract, unused)))
            .ToList();
        return problems.Count > 0
            ? new Refusal(problems)
            : new Headers(index, columns, [.. missing.Select(field => field.Name)]);
    }

    private static Kernel.Texts.Text Missing(Field field, DataContract contract, IReadOnlyList<string> unused) =>
        ColumnMatcher.Nearest(field, contract, unused) is { } nearest
            ? T.ColumnMissingNearest(field.Title, field.Name, nearest)
            : T.ColumnMissing(field.Title, field.Name);
}
