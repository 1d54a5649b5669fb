using Phusa.Host.Demo.Recipes;
using Phusa.Host.Demo.Tables;

namespace Phusa.Host.Demo.Fields;

/// <summary>One of the values that the recipe lists.</summary>
internal sealed class ListedChoiceField : Field
{
    private readonly Texts values;
    private readonly Order order;

    public ListedChoiceField(FieldFrame frame, Arguments arguments, PlanBuilder plan) : base(frame)
    {
        values = new Texts(arguments.Texts("values"));
        order = new Order(arguments, frame.Draws, plan.Rows, values.Count);
    }

    public override void WriteValue(long row, CsvBuffer to) => to.Text(values[order.Pick(row, Roll(row))]);
}

/// <summary>One of the values that another dataset has in a field.</summary>
internal sealed class DatasetChoiceField : PointingField
{
    private readonly Order order;

    private DatasetChoiceField(FieldFrame frame, Arguments arguments, PlanBuilder plan, Table table, int column)
        : base(frame, table, column)
    {
        order = new Order(arguments, frame.Draws, plan.Rows, table.Rows);
    }

    public static DatasetChoiceField Read(FieldFrame frame, Arguments arguments, PlanBuilder plan)
    {
        var from = arguments.Text("from").Split('.');
        if (from.Length != 2)
        {
            throw arguments.Refuse("'from' must be written dataset.field");
        }

        var table = plan.Tables.Find(from[0], arguments);
        return new DatasetChoiceField(frame, arguments, plan, table, table.Column(from[1], arguments));
    }

    public override long Target(long row) => order.Pick(row, Roll(row));
}

/// <summary>One of some values, by weight.</summary>
internal sealed class WeightedField : Field
{
    private readonly Texts values;
    private readonly Weights weights;

    public WeightedField(FieldFrame frame, Arguments arguments) : base(frame)
    {
        (values, weights) = arguments.Weights("values");
    }

    public override void WriteValue(long row, CsvBuffer to)
    {
        var dice = Roll(row);
        to.Text(values[weights.Pick(ref dice)]);
    }
}

/// <summary>A number that grows by one step a row, with a prefix.</summary>
internal sealed class SequenceField(FieldFrame frame, Arguments arguments) : Field(frame)
{
    private readonly Texts prefix = new([arguments.Text("prefix", "")]);
    private readonly long start = arguments.Long("start", 1);
    private readonly long step = arguments.Long("step", 1);
    private readonly int width = arguments.Width();

    public override void WriteValue(long row, CsvBuffer to)
    {
        to.Text(prefix[0]);
        var number = start + row * step;
        if (number < 0)
        {
            to.Byte((byte)'-');
        }

        to.Digits(Math.Abs(number), width);
    }
}
