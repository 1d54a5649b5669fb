using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Quality.Contracts;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.OpenData.DatasetPages;

/// <summary>The profile tab; null while the version is not profiled, or where the caller may not see all its rows.</summary>
internal sealed record ProfileView(Profile? Profile)
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
        FieldType.Integer or FieldType.Number or FieldType.Decimal when decimal.TryParse(
            value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => Show.Number(number, 2),
        FieldType.Date when DateOnly.TryParse(value, CultureInfo.InvariantCulture, out var date) => Show.Date(date),
        _ => value,
    };

    public static IReadOnlyList<Bin> Bins(Catalog.Contracts.Field field, ColumnProfile column) =>
        [.. column.Bins.Select(bin => new Bin($"{Value(field, bin.From)} – {Value(field, bin.To)}", bin.Count))];

    public static IReadOnlyList<Bar> Top(Catalog.Contracts.Field field, ColumnProfile column) =>
        [.. column.Top.Take(5).Select(value => new Bar(Value(field, value.Value), value.Count))];
}
