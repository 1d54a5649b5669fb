using Phusa.Catalog.Contracts;
using static Phusa.Quality.Checks.SqlValue;

namespace Phusa.Quality.Profiles;

/// <summary>How a field's values are looked at: as numbers, as times, or as texts.</summary>
internal sealed record ProfiledColumn(Field Field)
{
    public string Sql => Column(Field.Name);

    public bool IsNumber => Field.Type is FieldType.Integer or FieldType.Number or FieldType.Decimal;

    public bool IsText => !IsScale && Field.Type is not (FieldType.Boolean or FieldType.Time);

    /// <summary>Values that have a distance from each other.</summary>
    public bool IsScale => IsNumber || IsTime;

    /// <summary>A position on the scale: the number, or seconds since 1970. Infinity and what is no number have none.</summary>
    public string Scale => IsTime ? $"case when isfinite({Sql}) then epoch({Sql}::timestamp) end"
        : Field.Type == FieldType.Number ? $"case when isfinite({Sql}) then {Sql} end" : $"{Sql}::double";

    private bool IsTime => Field.Type is FieldType.Date or FieldType.Timestamp;
}
