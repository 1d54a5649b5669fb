using System.Xml;
using Phusa.Host.Demo.Recipes;

namespace Phusa.Host.Demo.Fields;

/// <summary>A day: between two days, or some days after the day of another field.</summary>
internal sealed class DateField : Field
{
    private readonly DateField? after;
    private readonly int first;
    private readonly int count;

    public DateField(FieldFrame frame, Arguments arguments, PlanBuilder plan) : base(frame)
    {
        if (arguments.Has("after"))
        {
            after = plan.Field<DateField>(arguments.Text("after"), arguments, "a date");
            first = arguments.Has("days") ? arguments.Whole("days", 0) : arguments.Whole("fromDays", 0);
            count = arguments.Has("days") ? 1 : arguments.Whole("withinDays") - first + 1;
        }
        else
        {
            first = arguments.Date("from").DayNumber;
            count = arguments.Date("to").DayNumber - first + 1;
        }

        if (count < 1)
        {
            throw arguments.Refuse("its days end before they begin");
        }
    }

    public override bool IsBlank(long row, CsvBuffer scratch)
    {
        return base.IsBlank(row, scratch) || after?.IsBlank(row, scratch) == true;
    }

    public DateOnly Day(long row)
    {
        var day = first + (int)Roll(row).Below(count);
        return DateOnly.FromDayNumber(after is null ? day : after.Day(row).DayNumber + day);
    }

    public override void WriteValue(long row, CsvBuffer to) => to.Date(Day(row));
}

/// <summary>A clock that moves one step after every so many rows; local time, no zone.</summary>
internal sealed class TimestampField : Field
{
    private readonly long start;
    private readonly long step;
    private readonly long repeat;

    public TimestampField(FieldFrame frame, Arguments arguments, PlanBuilder plan) : base(frame)
    {
        step = Step(arguments).Ticks;
        repeat = arguments.Whole("repeat", 1);
        if (step < 1 || repeat < 1)
        {
            throw arguments.Refuse("'step' and 'repeat' must be above zero");
        }

        if (!arguments.Has("end"))
        {
            start = arguments.Instant("start").Ticks;
            return;
        }

        if (arguments.Text("end") != "today")
        {
            throw arguments.Refuse("'end' can only be 'today'");
        }

        var instants = (plan.Rows + repeat - 1) / repeat;
        start = plan.Today.ToDateTime(TimeOnly.MinValue).Ticks - instants * step;
    }

    public int MinuteOfDay(long row) => (int)(Ticks(row) / TimeSpan.TicksPerMinute % 1440);

    public override void WriteValue(long row, CsvBuffer to) => to.Instant(new DateTime(Ticks(row)));

    private static TimeSpan Step(Arguments arguments)
    {
        try
        {
            return XmlConvert.ToTimeSpan(arguments.Text("step"));
        }
        catch (FormatException)
        {
            throw arguments.Refuse($"'step' is not an ISO 8601 duration: '{arguments.Text("step")}'");
        }
    }

    private long Ticks(long row) => start + row / repeat * step;
}
