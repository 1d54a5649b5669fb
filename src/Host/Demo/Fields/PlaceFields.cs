using Phusa.Host.Demo.Recipes;
using Phusa.Host.Demo.Tables;

namespace Phusa.Host.Demo.Fields;

/// <summary>The code of a commune, all alike or by population or area.</summary>
internal sealed class CommuneField : PointingField
{
    private readonly Weights weights;

    private CommuneField(FieldFrame frame, Arguments arguments, Communes communes) : base(
        frame, communes.Table, communes.Table.Column("code", arguments))
    {
        Communes = communes;
        weights = new Weights(communes.Weights(arguments), arguments);
    }

    public Communes Communes { get; }

    public static CommuneField Read(FieldFrame frame, Arguments arguments, PlanBuilder plan)
    {
        return new CommuneField(frame, arguments, plan.Tables.Communes(arguments));
    }

    public override long Target(long row)
    {
        var dice = Roll(row);
        return weights.Pick(ref dice);
    }
}

/// <summary>Latitude or longitude of a point near a commune's. Both fields of a row use the same draw.</summary>
internal sealed class PointField : NumberField
{
    private const double KilometresPerDegree = 111.32;

    private readonly CommuneField commune;
    private readonly double spread;
    private readonly bool isLatitude;
    private readonly Draws draws;

    public PointField(FieldFrame frame, Arguments arguments, PlanBuilder plan) : base(frame, 5)
    {
        commune = plan.Field<CommuneField>(arguments.Text("commune"), arguments, "a commune");
        spread = arguments.Number("spreadKm");
        var part = arguments.Text("part");
        if (part is not ("latitude" or "longitude"))
        {
            throw arguments.Refuse("'part' must be latitude or longitude");
        }

        isLatitude = part == "latitude";
        draws = plan.Draws($"point near {commune.Name}");
    }

    public override bool IsBlank(long row, CsvBuffer scratch)
    {
        return base.IsBlank(row, scratch) || commune.IsBlank(row, scratch);
    }

    public override long Scaled(long row, CsvBuffer scratch)
    {
        var dice = draws.Row(row, Redraws?.Of(row) ?? 0);
        double east, north;
        do
        {
            (east, north) = (dice.Unit() * 2 - 1, dice.Unit() * 2 - 1);
        }
        while (east * east + north * north > 1);

        var at = commune.Target(row);
        var latitude = commune.Communes.Latitude(at);
        var degrees = isLatitude
            ? latitude + north * spread / KilometresPerDegree
            : commune.Communes.Longitude(at) + east * spread / (KilometresPerDegree * Cosine.OfDegrees(latitude));
        return Powers.Scale(degrees, Decimals);
    }
}

/// <summary>Number and street in a ward, a hamlet in a commune, then its full name.</summary>
internal sealed class AddressField(FieldFrame frame, Arguments arguments, PlanBuilder plan) : Field(frame)
{
    private readonly CommuneField commune = plan.Field<CommuneField>(
        arguments.Text("commune"), arguments, "a commune");

    private readonly Names names = plan.Tables.Names(arguments);
    private readonly int fullName = plan.Tables.Communes(arguments).Table.Column("name", arguments);

    public override bool IsBlank(long row, CsvBuffer scratch)
    {
        return base.IsBlank(row, scratch) || commune.IsBlank(row, scratch);
    }

    public override void WriteValue(long row, CsvBuffer to)
    {
        var dice = Roll(row);
        var at = commune.Target(row);
        if (commune.Communes.HasStreets(at, names))
        {
            to.Digits(1 + dice.Below(300));
            to.Byte((byte)' ');
            to.Text(names.Streets[dice.Below(names.Streets.Count)]);
        }
        else
        {
            to.Text(names.Hamlets[dice.Below(names.Hamlets.Count)]);
        }

        to.Text(", "u8);
        commune.Table.Write(at, fullName, to);
    }
}
