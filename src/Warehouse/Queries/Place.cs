using Phusa.Catalog.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Warehouse.Queries;

/// <summary>Where a row is on the map, as SQL; null for callers who may not see it in full.</summary>
/// <param name="Geometry">The geometry's field; null where there are only coordinates.</param>
internal sealed record Place(string X, string Y, Field? Geometry, IReadOnlyList<Field> Fields)
{
    public static Place? Of(Sight sight)
    {
        var contract = sight.Contract;
        var (latitude, longitude) = (contract.FindField("latitude"), contract.FindField("longitude"));
        var geometry = (contract.Map is { } map ? contract.FindField(map.Geometry) : null)
            ?? contract.Fields.FirstOrDefault(field => field.Type == FieldType.Geometry || field.Geometry is not null);
        var shown = geometry is not null && sight.IsFull(geometry) ? geometry : null;
        if (latitude is not null && longitude is not null && latitude.IsNumeric() && longitude.IsNumeric()
            && sight.IsFull(latitude) && sight.IsFull(longitude))
        {
            return new(sight.Sql(longitude), sight.Sql(latitude), shown, [latitude, longitude]);
        }
        return shown is null ? null
            : new(GeometrySql.X(sight.Sql(shown)), GeometrySql.Y(sight.Sql(shown)), shown, [shown]);
    }
}
