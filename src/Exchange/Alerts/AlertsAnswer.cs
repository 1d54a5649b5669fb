using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Alerts;

internal sealed record AlertsAnswer(IReadOnlyList<AlertAnswer> Open, IReadOnlyList<AlertAnswer> Closed)
{
    public static AlertsAnswer Of(AlertsSeen seen) => new([.. seen.Open.Select(AlertAnswer.Of)], [.. seen.Closed.Select(AlertAnswer.Of)]);
}

/// <param name="Service">Null for alerts of a subscription.</param>
/// <param name="System">Null for alerts of a service, as <paramref name="Agreement"/> and <paramref name="Subscription"/>.</param>
internal sealed record AlertAnswer(
    Guid Id, string Rule, Guid? Service, Guid? System, Guid? Agreement, Guid? Subscription, decimal Value, decimal Bound, DateTimeOffset OpenedAt,
    DateTimeOffset SeenAt, DateTimeOffset? ClosedAt)
{
    public static AlertAnswer Of(AlertOfBoth one) => new(
        one.Alert.Id, Word.Of(one.Alert.Finding.Rule), one.Alert.Finding.Service, one.Alert.Finding.System,
        one.Alert.Finding is { System: not null, Service: not null } ? one.Alert.Finding.Subject : null,
        one.Alert.Finding.Service is null ? one.Alert.Finding.Subject : null, one.Alert.Finding.Value, one.Alert.Finding.Bound,
        one.Alert.OpenedAt, one.Alert.SeenAt, one.Alert.ClosedAt);
}
