using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Quality.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Quality.Profiles;

/// <summary>The passes over the rows that make a profile.</summary>
internal sealed class ProfileRun(DuckConnection connection, IReadOnlyList<ProfiledColumn> columns, string rows)
{
    private const int BinCount = 20;
    private const int TopCount = 10;

    private static readonly string[] Quantiles = ["0.05", "0.25", "0.5", "0.75", "0.95"];

    private Dictionary<string, object?> figures = [];

    public Profile Run()
    {
        var counted = connection.Scalar<long>($"select count(*) from {rows}") <= Profile.CountedRows;
        figures = First($"select {string.Join(", ", columns.SelectMany((column, at) => Figures(column, at, counted)).Prepend("count(*) as n"))} from {rows}");
        var scales = columns.Select((column, at) => (column, at)).Where(one => one.column.IsScale && High(one.at) > Low(one.at)).ToList();
        var bins = scales.Count == 0 ? []
            : First($"select {string.Join(", ", scales.Select(one => Histogram(one.column, one.at)))} from {rows}");
        return new(Count("n"), [.. columns.Select((column, at) => Column(column, at, bins.GetValueOrDefault($"bins{at}")))]);
    }

    private static IEnumerable<string> Figures(ProfiledColumn column, int at, bool counted)
    {
        yield return $"count({column.Sql}) as filled{at}";
        yield return counted ? $"count(distinct {column.Sql}) as distinct{at}" : $"approx_count_distinct({column.Sql}) as distinct{at}";
        if (column.IsScale)
        {
            yield return $"min({column.Scale}) as low{at}";
            yield return $"max({column.Scale}) as high{at}";
            yield return $"avg({column.Scale}) as mean{at}";
            yield return $"approx_quantile({column.Scale}, [{string.Join(", ", Quantiles)}]) as quantiles{at}";
        }
        else if (column.IsText)
        {
            yield return $"min(length({column.Sql})) as low{at}";
            yield return $"max(length({column.Sql})) as high{at}";
        }
    }

    private string Histogram(ProfiledColumn column, int at)
    {
        var (low, width) = (Low(at)!.Value, (High(at)!.Value - Low(at)!.Value) / BinCount);
        return string.Create(CultureInfo.InvariantCulture,
            $"histogram(least({BinCount - 1}, floor(({column.Scale} - ({low:R})) / {width:R}))::integer) filter (where ({column.Scale}) is not null) as bins{at}");
    }

    private ColumnProfile Column(ProfiledColumn column, int at, object? bins)
    {
        var filled = Count($"filled{at}");
        var top = Top(column.Sql);
        var distinct = top.Count < TopCount ? top.Count : Math.Min(filled, Count($"distinct{at}"));
        var quantiles = figures.GetValueOrDefault($"quantiles{at}") as object?[] ?? [];
        return new(
            column.Field.Name, filled, Count("n") - filled, distinct,
            column.IsScale ? Place(column, Low(at)) : null, column.IsScale ? Place(column, High(at)) : null,
            column.IsNumber ? Number($"mean{at}") : null,
            [.. quantiles.Select(value => Place(column, Convert.ToDouble(value, CultureInfo.InvariantCulture))!)],
            top, Bins(column, at, bins as KeyValuePair<object, object?>[]),
            column.IsText ? (int?)Low(at) : null, column.IsText ? (int?)High(at) : null,
            column.IsText ? Top($"regexp_replace(regexp_replace(left({column.Sql}, 60), '[0-9]', '9', 'g'), '\\p{{L}}', 'A', 'g')") : []);
    }

    private IReadOnlyList<ProfileBin> Bins(ProfiledColumn column, int at, KeyValuePair<object, object?>[]? entries)
    {
        if (entries is null || High(at) is not { } high || Low(at) is not { } low)
        {
            return [];
        }
        var counts = entries.ToDictionary(
            entry => Convert.ToInt32(entry.Key, CultureInfo.InvariantCulture),
            entry => Convert.ToInt64(entry.Value, CultureInfo.InvariantCulture));
        var width = (high - low) / BinCount;
        return [.. Enumerable.Range(0, BinCount).Select(bin => new ProfileBin(
            Place(column, low + (bin * width))!, Place(column, low + ((bin + 1) * width))!, counts.GetValueOrDefault(bin)))];
    }

    /// <summary>Of a column with very many values the most frequent are a few; ties go by the value.</summary>
    private List<ValueCount> Top(string expression)
    {
        using var result = connection.Query(
            $"select ({expression})::varchar, count(*) from {rows} where {expression} is not null group by 1 order by 2 desc, 1 limit {TopCount}");
        return [.. result.Rows().Select(row => new ValueCount((string)row[0]!, (long)row[1]!))];
    }

    private Dictionary<string, object?> First(string sql)
    {
        using var result = connection.Query(sql);
        var names = result.Columns.Select(column => column.Name).ToList();
        return names.Zip(result.Rows().Single()).ToDictionary();
    }

    private long Count(string name) => Convert.ToInt64(figures[name] ?? 0L, CultureInfo.InvariantCulture);

    private double? Number(string name) => figures.GetValueOrDefault(name) is { } value
        ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : null;

    private double? Low(int at) => Number($"low{at}");

    private double? High(int at) => Number($"high{at}");

    private static string? Place(ProfiledColumn column, double? place) => place is not { } value ? null
        : column.Field.Type switch
        {
            FieldType.Date => DateTimeOffset.FromUnixTimeSeconds((long)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            FieldType.Timestamp => DateTimeOffset.FromUnixTimeSeconds((long)value).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            _ => value.ToString("0.######", CultureInfo.InvariantCulture),
        };
}
