using Phusa.Host.Demo.Recipes;

namespace Phusa.Host.Demo.Fields;

/// <summary>Uniform between two numbers, both included.</summary>
internal sealed class RangeField : NumberField
{
    private readonly long first;
    private readonly long count;

    public RangeField(FieldFrame frame, Arguments arguments) : base(frame, arguments.Decimals(0))
    {
        first = Powers.Scale(arguments.Number("min"), Decimals);
        count = Powers.Scale(arguments.Number("max"), Decimals) - first + 1;
        if (count < 1)
        {
            throw arguments.Refuse("'max' lies below 'min'");
        }
    }

    public override long Scaled(long row, CsvBuffer scratch) => first + Roll(row).Below(count);
}

/// <summary>A normal variable cut to its bounds, also used as the drawn term of sums and products.</summary>
internal sealed class NormalDraw
{
    private readonly double mean;
    private readonly double deviation;
    private readonly double min;
    private readonly double max;

    public NormalDraw(Arguments arguments)
    {
        (mean, deviation) = (arguments.Number("mean"), arguments.Number("deviation"));
        (min, max) = (arguments.Number("min"), arguments.Number("max"));
        Decimals = arguments.Decimals(2);
        if (min > max)
        {
            throw arguments.Refuse("'max' lies below 'min'");
        }
    }

    public int Decimals { get; }

    public long Scaled(Dice dice, double shift)
    {
        return Powers.Scale(Math.Clamp(mean + shift + deviation * dice.Normal(), min, max), Decimals);
    }
}

/// <summary>A normal variable; its mean may follow the hour of a timestamp.</summary>
internal sealed class NormalField : NumberField
{
    private readonly NormalDraw draw;
    private readonly TimestampField? clock;
    private readonly double[] shifts = [];

    public NormalField(FieldFrame frame, Arguments arguments, PlanBuilder plan) : this(
        frame, arguments, plan, new NormalDraw(arguments))
    {
    }

    private NormalField(FieldFrame frame, Arguments arguments, PlanBuilder plan, NormalDraw draw) : base(
        frame, draw.Decimals)
    {
        this.draw = draw;
        if (arguments.Inner("daily") is { } daily)
        {
            clock = plan.Field<TimestampField>(daily.Text("by"), daily, "a timestamp");
            var (amplitude, peak) = (daily.Number("amplitude"), daily.Number("peakHour"));
            shifts = [.. Enumerable.Range(0, 1440)
                .Select(minute => amplitude * Cosine.Of(Math.Tau * (minute / 60.0 - peak) / 24))];
            daily.RefuseUnread();
        }
    }

    public override long Scaled(long row, CsvBuffer scratch)
    {
        return draw.Scaled(Roll(row), clock is null ? 0 : shifts[clock.MinuteOfDay(row)]);
    }
}

/// <summary>Other fields added up or multiplied, with one more drawn term.</summary>
internal sealed class CombinedField : NumberField
{
    private readonly NumberField[] of;
    private readonly NormalDraw? term;
    private readonly bool multiply;

    public CombinedField(FieldFrame frame, Arguments arguments, PlanBuilder plan, bool multiply) : base(
        frame, arguments.Decimals(2))
    {
        this.multiply = multiply;
        of = [.. arguments.Texts("of").Select(name => plan.Field<NumberField>(name, arguments, "a number"))];
        if (arguments.Inner(multiply ? "times" : "plus") is { } inner)
        {
            term = new NormalDraw(inner);
            inner.RefuseUnread();
        }
    }

    public override bool IsBlank(long row, CsvBuffer scratch)
    {
        foreach (var field in of)
        {
            if (field.IsBlank(row, scratch))
            {
                return true;
            }
        }

        return base.IsBlank(row, scratch);
    }

    public override long Scaled(long row, CsvBuffer scratch)
    {
        // Whole numbers throughout: 0.1 has no exact double, and a rounded half must fall the same way everywhere.
        var decimals = term?.Decimals ?? 0;
        var result = (Int128)(term?.Scaled(Roll(row), 0) ?? (multiply ? 1 : 0));
        foreach (var field in of)
        {
            var value = field.Scaled(row, scratch);
            if (multiply)
            {
                (result, decimals) = (result * value, decimals + field.Decimals);
            }
            else
            {
                var common = Math.Max(decimals, field.Decimals);
                result = result * Powers.Of(common - decimals) + (Int128)value * Powers.Of(common - field.Decimals);
                decimals = common;
            }
        }

        return Rescale(result, decimals);
    }

    private long Rescale(Int128 value, int decimals)
    {
        if (decimals <= Decimals)
        {
            return (long)(value * Powers.Of(Decimals - decimals));
        }

        var unit = (Int128)Powers.Of(decimals - Decimals);
        var doubled = value * 2 + unit;
        return (long)(doubled >= 0 ? doubled / (unit * 2) : (doubled - unit * 2 + 1) / (unit * 2));
    }
}
