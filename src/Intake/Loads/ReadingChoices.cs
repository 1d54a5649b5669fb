using Phusa.Catalog.Contracts;
using Phusa.Intake.Reading;
using Phusa.Kernel.Outcomes;

namespace Phusa.Intake.Loads;

/// <summary>What the steward chose about reading a file; null leaves it to be found out.</summary>
/// <param name="Part">Sheet or entry.</param>
/// <param name="Columns">Field by the file's heading; an empty field leaves the column out.</param>
/// <param name="Numbers">How numbers are written, by the file's heading.</param>
/// <param name="HeaderLine">The line that is the header, from 1.</param>
internal sealed record ReadingChoices(
    string? Encoding = null, char? Delimiter = null, string? Part = null,
    IReadOnlyDictionary<string, string>? Columns = null, IReadOnlyDictionary<string, NumberForm>? Numbers = null,
    int? HeaderLine = null)
{
    /// <summary>Whether another choice reads the same rows of a file.</summary>
    public bool IsSamePlace(ReadingChoices other) => Part == other.Part && HeaderLine == other.HeaderLine;

    /// <summary>The contract with the chosen headings as further names of its fields, so that readers find them.</summary>
    public DataContract Named(DataContract contract) => Columns is null or { Count: 0 } ? contract : contract with
    {
        Sources =
        [
            .. contract.Sources,
            new SourceDeclaration
            {
                Kind = SourceKind.File, Location = "",
                Columns = Columns.Where(pair => pair.Value.Length > 0).GroupBy(pair => pair.Value)
                    .ToDictionary(group => group.Key, group => group.First().Key),
            },
        ],
    };

    /// <summary>
    /// What was chosen goes before what was found, and a heading that begins with a low line is a remark, as in the
    /// files of rejects that are sent back. Refused when a required field is left without a column.
    /// </summary>
    public Outcome<Understanding> Apply(Understanding found, DataContract contract)
    {
        var chosen = Columns ?? new Dictionary<string, string>();
        var taken = chosen.Values.ToHashSet();
        IReadOnlyList<ColumnUnderstanding> columns = [.. found.Columns.Select(WithForm).Select(column =>
            chosen.TryGetValue(column.Header, out var field)
                ? column with { Field = contract.FindField(field)?.Name }
                : taken.Contains(column.Field ?? "") || IsRemark(column.Header, contract)
                    ? column with { Field = null }
                    : column)];
        var missing = contract.Fields.Where(field => columns.All(column => column.Field != field.Name)).ToList();
        var problems = missing.Where(field => field.Required || field.IsKey)
            .Select(field => new Problem(field.Name, "column.missing", T.ColumnMissing(field.Title, field.Name))).ToList();
        return problems.Count > 0
            ? new Refusal(problems)
            : found with { Columns = columns, MissingFields = [.. missing.Select(field => field.Name)] };
    }

    private ColumnUnderstanding WithForm(ColumnUnderstanding column) =>
        Numbers is not null && Numbers.TryGetValue(column.Header, out var form) ? column with { Numbers = form } : column;

    private static bool IsRemark(string header, DataContract contract) =>
        header.StartsWith('_') && contract.FindField(header) is null;
}
