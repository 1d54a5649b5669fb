using Phusa.Exchange.Services;

namespace Phusa.Exchange.Alerts;

internal sealed record AlertsAnswer(IReadOnlyList<AlertAnswer> Open, IReadOnlyList<AlertAnswer> Closed)
{
    public static AlertsAnswer Of(AlertsSeen seen) => new([.. seen.Open.Select(AlertAnswer.Of)], [.. seen.Closed.Select(AlertAnswer.Of)]);
}

/// <param name="Agreement">Null for alerts of a service, as <paramref name="System"/>.</param>
internal sealed record AlertAnswer(
    Guid Id, string Rule, Guid Service, Guid? System, Guid? Agreement, decimal Value, decimal Bound, DateTimeOffset OpenedAt,
    DateTimeOffset SeenAt, DateTimeOffset? ClosedAt)
{
    public static AlertAnswer Of(AlertOfBoth one) => new(
        one.Alert.Id, ServiceAnswer.Word(one.Alert.Finding.Rule), one.Alert.Finding.Service, one.Alert.Finding.System,
        one.Alert.Finding.System is null ? null : one.Alert.Finding.Subject, one.Alert.Finding.Value, one.Alert.Finding.Bound,
        one.Alert.OpenedAt, one.Alert.SeenAt, one.Alert.ClosedAt);
}
