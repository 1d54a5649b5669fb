namespace Phusa.Exchange.Contracts;

/// <summary>Calls that went alike, for programs that fill a province with illustrative traffic.</summary>
/// <param name="Service">Null where none is known, as for <paramref name="System"/> and <paramref name="Agreement"/>.</param>
/// <param name="Operation">What was asked, such as <c>GET rows</c>.</param>
/// <param name="Status">The HTTP status of each; from 400 on the caller is to blame, from 500 on the exchange or its upstream.</param>
/// <param name="Problem">The stable code of what was wrong.</param>
/// <param name="Milliseconds">How long each call took.</param>
/// <param name="OwnMilliseconds">Of these, what the exchange itself took in each.</param>
/// <param name="AnswerBytes">Of each answer.</param>
public sealed record TrafficOrder(
    DateTimeOffset At, Guid? Service, Guid? System, Guid? Agreement, string Operation, int Status, string? Problem,
    IReadOnlyList<double> Milliseconds, double OwnMilliseconds, long AnswerBytes);
