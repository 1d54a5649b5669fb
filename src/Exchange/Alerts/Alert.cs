namespace Phusa.Exchange.Alerts;

/// <summary>What is watched, of a service, of an agreement or of a subscription.</summary>
internal enum AlertRule { ErrorShare, SlowAnswers, QuotaUse, AgreementExpires, ServiceSilent, SubscriptionStopped }

/// <summary>A rule that does not hold now.</summary>
/// <param name="Subject">The service, agreement or subscription that the rule is about.</param>
/// <param name="Service">Null for rules of subscriptions.</param>
/// <param name="System">The agreement's consumer, or whose subscription it is; null for rules of services.</param>
/// <param name="Value">What was measured: percent, milliseconds or days, as the rule has it.</param>
/// <param name="Bound">From where on the rule does not hold.</param>
internal sealed record AlertFinding(AlertRule Rule, Guid Subject, Guid? Service, Guid? System, decimal Value, decimal Bound);

/// <summary>A finding from when it was first made until it is made no more.</summary>
/// <param name="SeenAt">When it was last found.</param>
/// <param name="ClosedAt">Null while it is open.</param>
internal sealed record Alert(
    Guid Id, AlertFinding Finding, DateTimeOffset OpenedAt, DateTimeOffset SeenAt, DateTimeOffset? ClosedAt);
