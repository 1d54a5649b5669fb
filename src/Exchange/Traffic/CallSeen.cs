namespace Phusa.Exchange.Traffic;

/// <summary>Who is to blame for a call that failed.</summary>
internal enum CallFault { None, Consumer, Exchange, Upstream }

/// <summary>One call through the exchange as its traffic is counted: nothing of what was asked or answered.</summary>
/// <param name="At">When it began.</param>
/// <param name="Service">Null where none is known, as for <paramref name="System"/> and <paramref name="Agreement"/>.</param>
/// <param name="Operation">What was asked, such as <c>GET rows</c>; never a value of the request.</param>
/// <param name="Status">The HTTP status that the caller was answered.</param>
/// <param name="Problem">The stable code of what was wrong; null where nothing was, or no code says it.</param>
/// <param name="Milliseconds">From its first byte in to its last byte out.</param>
/// <param name="OwnMilliseconds">Of these, what the exchange itself took.</param>
internal readonly record struct CallSeen(
    DateTimeOffset At, Guid? Service, Guid? System, Guid? Agreement, string Operation, int Status, string? Problem,
    CallFault Fault, double Milliseconds, double OwnMilliseconds, long RequestBytes, long AnswerBytes);
