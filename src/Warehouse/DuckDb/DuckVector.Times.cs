namespace Phusa.Warehouse.DuckDb;

public sealed unsafe partial class DuckVector
{
    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>A date.</summary>
    /// <exception cref="OverflowException">It is not in the calendar: <see cref="IsInCalendar"/>.</exception>
    public DateOnly Date(int row)
    {
        if (Column.Type != DuckType.Date)
        {
            throw Wrong("a date");
        }
        var day = (long)At<int>(row) + Epoch;
        return day >= DateOnly.MinValue.DayNumber && day <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)day)
            : throw BeyondCalendar();
    }

    /// <summary>A date and time: without zone as unspecified, an instant as UTC; nanoseconds are cut to 100.</summary>
    /// <exception cref="OverflowException">It is not in the calendar: <see cref="IsInCalendar"/>.</exception>
    public DateTime Timestamp(int row)
    {
        var ticks = Ticks(row);
        return ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime((long)ticks,
                Column.Type == DuckType.TimestampWithZone ? DateTimeKind.Utc : DateTimeKind.Unspecified)
            : throw BeyondCalendar();
    }

    /// <summary>An instant, or a date and time without zone taken as UTC.</summary>
    public DateTimeOffset Instant(int row) => new(DateTime.SpecifyKind(Timestamp(row), DateTimeKind.Utc));

    /// <summary>Whether a date or timestamp is one .NET can hold: a slip such as the year 20025 is not.</summary>
    public bool IsInCalendar(int row) => Column.Type == DuckType.Date
        ? (long)At<int>(row) + Epoch is var day && day >= 0 && day <= DateOnly.MaxValue.DayNumber
        : Ticks(row) is var ticks && ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;

    /// <summary>A time of day; with a zone, the local time it was written with.</summary>
    public TimeOnly Time(int row)
    {
        var ticks = Column.Type switch
        {
            DuckType.Time => At<long>(row) * TimeSpan.TicksPerMicrosecond,
            DuckType.TimeNanoseconds => At<long>(row) / 100,
            DuckType.TimeWithZone => (long)(At<ulong>(row) >> 24) * TimeSpan.TicksPerMicrosecond,
            _ => throw Wrong("a time of day"),
        };
        // 24:00:00 is a time to DuckDB.
        return ticks < TimeSpan.TicksPerDay ? new TimeOnly(ticks) : throw BeyondCalendar();
    }

    /// <summary>A span of months, days and microseconds, which do not convert into each other.</summary>
    public DuckInterval Interval(int row) =>
        Column.Type == DuckType.Interval ? At<DuckInterval>(row) : throw Wrong("a span");

    private Int128 Ticks(int row) => DateTime.UnixEpoch.Ticks + (Column.Type switch
    {
        DuckType.Timestamp or DuckType.TimestampWithZone => (Int128)At<long>(row) * TimeSpan.TicksPerMicrosecond,
        DuckType.TimestampSeconds => (Int128)At<long>(row) * TimeSpan.TicksPerSecond,
        DuckType.TimestampMilliseconds => (Int128)At<long>(row) * TimeSpan.TicksPerMillisecond,
        // Cut towards the past, also before 1970.
        DuckType.TimestampNanoseconds => At<long>(row) / 100 - (At<long>(row) % 100 < 0 ? 1 : 0),
        _ => throw Wrong("a timestamp"),
    });

    private OverflowException BeyondCalendar() =>
        new($"The column {Column.Name} holds a date or time that is infinite or outside the years 1 to 9999.");
}
