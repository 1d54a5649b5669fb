namespace Phusa.Kernel.Periods;

/// <summary>
/// Vietnam's time, UTC+7 all year round. Instants are kept in UTC; days, hours and schedules are meant in this, wherever the
/// server stands.
/// </summary>
public static class VietnamTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    public static DateTimeOffset Of(DateTimeOffset at) => at.ToOffset(Offset);

    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(Of(at).DateTime);

    public static TimeOnly TimeOf(DateTimeOffset at) => TimeOnly.FromDateTime(Of(at).DateTime);

    public static DateOnly Today(this TimeProvider clock) => DayOf(clock.GetUtcNow());

    /// <summary>Midnight, as an instant.</summary>
    public static DateTimeOffset BeginOf(DateOnly day) => new DateTimeOffset(day, default, Offset).ToUniversalTime();
}
