using System.Globalization;
using System.Text;
using Phusa.Host.Demo.Recipes;

namespace Phusa.Host.Demo.Tables;

/// <summary>The communes and wards of the province, as far as generated people, plots and stations need them.</summary>
internal sealed class Communes
{
    // The source leaves some populations out; such a commune counts as one of ordinary size.
    private const double UnknownPopulation = 10_000;

    private readonly double[] latitudes;
    private readonly double[] longitudes;
    private readonly int kind;

    public Communes(FactsTable table, Arguments asker)
    {
        Table = table;
        latitudes = [.. Numbers("latitude", double.NaN, asker)];
        longitudes = [.. Numbers("longitude", double.NaN, asker)];
        kind = table.Column("kind", asker);
    }

    public FactsTable Table { get; }

    public double Latitude(long row) => latitudes[row];

    public double Longitude(long row) => longitudes[row];

    public bool HasStreets(long row, Names names) => names.StreetsIn.Find(Table.Cell(row, kind)) >= 0;

    public IEnumerable<double> Weights(Arguments arguments)
    {
        return arguments.Text("weight", "") switch
        {
            "" => Enumerable.Repeat(1.0, (int)Table.Rows),
            "population" => Numbers("population", UnknownPopulation, arguments),
            "area_km2" => Numbers("area_km2", 0, arguments),
            var other => throw arguments.Refuse($"unknown weight '{other}'"),
        };
    }

    private IEnumerable<double> Numbers(string column, double blank, Arguments asker)
    {
        var index = Table.Column(column, asker);
        for (var row = 0; row < Table.Rows; row++)
        {
            var cell = Encoding.UTF8.GetString(Table.Cell(row, index));
            yield return cell.Length == 0 ? blank : double.Parse(cell, CultureInfo.InvariantCulture);
        }
    }
}
