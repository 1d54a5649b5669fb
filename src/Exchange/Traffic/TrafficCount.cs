using System.Buffers;
using System.Globalization;
using Phusa.Kernel.Periods;

namespace Phusa.Exchange.Traffic;

/// <summary>Over how long calls are added up.</summary>
internal enum TrafficSpan { Hour, Day }

/// <summary>What is added up by itself.</summary>
/// <param name="BeginsAt">The full hour, or midnight in Vietnam.</param>
/// <param name="Service">Zero where none is known, as for <paramref name="System"/> and <paramref name="Agreement"/>.</param>
/// <param name="Operation">A method and a template such as <c>GET rows/{key}</c>.</param>
/// <param name="Kind">
/// The problem's code, or the status where none says it; empty for a call that went well, but for a code that was only noted of it.
/// </param>
internal readonly record struct TrafficKey(
    TrafficSpan Span, DateTimeOffset BeginsAt, Guid Service, Guid System, Guid Agreement, string Operation, CallFault Fault,
    string Kind)
{
    private const int LongestWord = 60;

    private const string Other = "other";

    private static readonly SearchValues<char> Words =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_/{} ");

    public static TrafficKey Of(in CallSeen call) => new(
        TrafficSpan.Hour, HourOf(call.At), call.Service ?? default, call.System ?? default, call.Agreement ?? default,
        ClassOf(call.Operation), call.Fault,
        call.Fault == CallFault.None && (call.Problem is null || call.Status >= StatusCodes.Status400BadRequest) ? "" : KindOf(call));

    public static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerHour, TimeSpan.Zero);

    public TrafficKey OfDay() => this with
    {
        Span = TrafficSpan.Day, BeginsAt = VietnamTime.BeginOf(VietnamTime.DayOf(BeginsAt)),
    };

    /// <summary>What holds more than the words of a template may hold a value that somebody asked for.</summary>
    private static string ClassOf(string operation)
    {
        if (operation.Length <= LongestWord && !operation.AsSpan().ContainsAnyExcept(Words))
        {
            return operation;
        }
        var method = operation.AsSpan(0, Math.Max(0, operation.IndexOf(' ', StringComparison.Ordinal)));
        return method.Length is > 0 and < 10 && !method.ContainsAnyExceptInRange('A', 'Z') ? method.ToString() : Other;
    }

    private static string KindOf(in CallSeen call) => call.Problem is { Length: > 0 and <= LongestWord } code
        ? code : call.Status.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Calls of one kind, added up.</summary>
internal sealed class TrafficCount
{
    public long Calls { get; set; }

    public long RequestBytes { get; set; }

    public long AnswerBytes { get; set; }

    /// <summary>Of all calls together, as for <see cref="OwnMicroseconds"/>.</summary>
    public long Microseconds { get; set; }

    public long OwnMicroseconds { get; set; }

    public LatencyHistogram Latency { get; init; } = new();

    public void Add(in CallSeen call)
    {
        Calls++;
        RequestBytes += call.RequestBytes;
        AnswerBytes += call.AnswerBytes;
        Microseconds += Whole(call.Milliseconds);
        OwnMicroseconds += Whole(call.OwnMilliseconds);
        Latency.Add(call.Milliseconds);
    }

    public void Add(TrafficCount other)
    {
        Calls += other.Calls;
        RequestBytes += other.RequestBytes;
        AnswerBytes += other.AnswerBytes;
        Microseconds += other.Microseconds;
        OwnMicroseconds += other.OwnMicroseconds;
        Latency.Add(other.Latency);
    }

    /// <summary>What is no time at all counts as none.</summary>
    public static long Whole(double milliseconds) =>
        milliseconds > 0 ? (long)Math.Min(milliseconds * 1000, TimeSpan.MicrosecondsPerDay) : 0;
}
