using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Quality.Contracts;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.OpenData.DatasetPages;

/// <summary>The profile tab; without one while the version is not profiled, or where the caller may not see all its rows.</summary>
/// <param name="Labels">What the values of code-list fields mean, by field and value.</param>
internal sealed record ProfileView(
    Profile? Profile, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Labels)
{
    /// <summary>
    /// Frequent values and extremes tell what stands in single rows, so only fields seen in full and not about persons
    /// have them.
    /// </summary>
    public static bool ShowsValues(DatasetView view, Catalog.Contracts.Field field) =>
        view.Sight.Visibility(field) == Visibility.Full && field.PersonalData == PersonalData.None;

    /// <summary>A value of a profile, which is written as in CSV, in the reader's own forms.</summary>
    public static string Value(Catalog.Contracts.Field field, string? value) => value is null ? "–" : field.Type switch
    {
        FieldType.Integer when TableView.IsLabel(field) => value,
        FieldType.Integer or FieldType.Number or FieldType.Decimal when decimal.TryParse(
            value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => Show.Number(number, 2),
        FieldType.Date when DateOnly.TryParse(value, CultureInfo.InvariantCulture, out var date) => Show.Date(date),
        _ => value,
    };

    public static IReadOnlyList<Bin> Bins(Catalog.Contracts.Field field, ColumnProfile column) =>
        [.. column.Bins.Select(bin => new Bin($"{Value(field, bin.From)} – {Value(field, bin.To)}", bin.Count))];

    public IReadOnlyList<Bar> Top(Catalog.Contracts.Field field, ColumnProfile column) =>
        [.. column.Top.Take(5).Select(value => new Bar(
            Labels.GetValueOrDefault(field.Name)?.GetValueOrDefault(value.Value) ?? Value(field, value.Value), value.Count))];

    /// <summary>Values that hardly ever come back make no picture.</summary>
    public static bool HasTop(ColumnProfile column) => column.Top.Count > 0 && column.Distinct <= column.Filled / 2;
}
