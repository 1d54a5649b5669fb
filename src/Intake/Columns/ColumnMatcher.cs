using Phusa.Catalog.Contracts;
using Phusa.Intake.Reading;
using Phusa.Kernel.Vietnamese;

namespace Phusa.Intake.Columns;

/// <summary>Finds the field that each column of a file fills, and the row of the file that is its header.</summary>
internal static class ColumnMatcher
{
    /// <summary>Rows at the top of a file among which the header is looked for: reports have titles above it.</summary>
    public const int HeaderRows = 25;

    /// <summary>The header's index among <paramref name="top"/>: the row that names most fields, the earliest of equals.</summary>
    public static int HeaderOf(IReadOnlyList<IReadOnlyList<string>> top, DataContract? contract)
    {
        var (best, named) = (-1, 0);
        for (var at = 0; at < Math.Min(top.Count, HeaderRows) && contract is not null; at++)
        {
            var matched = Match(top[at], contract).Count(column => column.Field is not null);
            if (matched > named)
            {
                (best, named) = (at, matched);
            }
        }
        return best >= 0 ? best : Widest(top);
    }

    /// <summary>By name, by title in either language, or by the source's own heading; accents and case do not matter.</summary>
    public static IReadOnlyList<ColumnUnderstanding> Match(IReadOnlyList<string> headers, DataContract contract)
    {
        var free = contract.Fields.ToList();
        return [.. headers.Select(header =>
        {
            var key = Key(header);
            var field = free.FirstOrDefault(field => Names(field, contract).Any(name => Key(name) == key));
            if (field is not null)
            {
                free.Remove(field);
            }
            return new ColumnUnderstanding(header, field?.Name);
        })];
    }

    /// <summary>The header most like a field's names, for "did you mean".</summary>
    public static string? Nearest(Field field, DataContract contract, IEnumerable<string> headers) => headers
        .Select(header => (header, Distance: Names(field, contract).Min(name => EditDistance.Between(Key(name), Key(header)))))
        .Where(found => found.Distance <= Math.Max(2, Key(found.header).Length / 3))
        .OrderBy(found => found.Distance).Select(found => found.header).FirstOrDefault();

    private static IEnumerable<string> Names(Field field, DataContract contract) => new[]
        {
            field.Name, field.TitleVi, field.TitleEn, field.Unit is null ? null : $"{field.TitleVi} ({field.Unit})",
        }
        .Concat(contract.Sources.Select(source => source.Columns.GetValueOrDefault(field.Name)))
        .OfType<string>();

    private static string Key(string header) =>
        string.Concat(Folding.Fold(header).Where(char.IsLetterOrDigit));

    /// <summary>Without a contract: the first row that is filled as wide as any.</summary>
    private static int Widest(IReadOnlyList<IReadOnlyList<string>> top)
    {
        var widest = top.Count == 0 ? 0 : top.Max(Filled);
        return Math.Max(0, top.ToList().FindIndex(row => Filled(row) == widest));

        static int Filled(IReadOnlyList<string> row) => row.Count(cell => !string.IsNullOrWhiteSpace(cell));
    }
}
