using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Ui;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.DatasetPages;

/// <summary>The table tab: one page of rows, the filters in use and what went wrong with them.</summary>
/// <param name="Labels">What the values of code-list fields mean, by field and value.</param>
internal sealed record TableView(
    QueryPage? Rows, IReadOnlyList<Problem> Problems, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Labels,
    IReadOnlyList<UsedFilter> Filters, string? Sort, string? Words, int Page, IReadOnlyList<Station> River)
{
    public const int Size = 25;

    public IReadOnlyList<TableLine> Lines => [.. (Rows?.Rows ?? []).Select(values => new TableLine(values))];

    /// <summary>Fields that can be filtered by, as the form offers them.</summary>
    public static IReadOnlyList<SelectOption> Choices(DatasetView view) => [.. view.Contract.Fields
        .Where(field => view.Sight.Shows(field) && field.Type is not (FieldType.Json or FieldType.Geometry))
        .Select(field => new SelectOption(field.Name, field.Title))];

    public string Cell(AnswerColumn column, object? value) => value switch
    {
        null => "–",
        string code when Labels.TryGetValue(column.Name, out var labels) && labels.TryGetValue(code, out var label) => label,
        string text => text,
        bool flag => (flag ? T.ValueYes : T.ValueNo).ToString(),
        // A year or a number of order is no quantity: thousands would only confuse.
        long or int or short when column.Field is { } field && IsLabel(field) => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        long or int or short or byte => Show.Number(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        double number => Show.Number(number, 3),
        decimal number => Show.Number(number, 3),
        DateOnly date => Show.Date(date),
        DateTime instant => instant.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    internal static bool IsLabel(Catalog.Contracts.Field field) =>
        field.IsKey || field.Name.Contains("year", StringComparison.OrdinalIgnoreCase) || field.Format is not null;
}

/// <summary>A row, its values in the order of the columns.</summary>
internal sealed record TableLine(IReadOnlyList<object?> Values);

/// <summary>A filter in the address, worded, with the address without it.</summary>
internal sealed record UsedFilter(string Text, string WithoutHref);
