namespace Phusa.Warehouse.Contracts;

/// <summary>
/// Where a geometry is, in SQL that needs no spatial extension: its first position, which of a point is the point.
/// Reads WKT and GeoJSON alike.
/// </summary>
public static class GeometrySql
{
    private const string Position = @"(-?[0-9]+(?:\.[0-9]+)?)[ ,]+(-?[0-9]+(?:\.[0-9]+)?)";

    public static string X(string geometry) => $"try_cast(regexp_extract({geometry}, '{Position}', 1) as double)";

    public static string Y(string geometry) => $"try_cast(regexp_extract({geometry}, '{Position}', 2) as double)";
}
