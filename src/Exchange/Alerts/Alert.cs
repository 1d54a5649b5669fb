namespace Phusa.Exchange.Alerts;

/// <summary>What is watched, of a service or of an agreement.</summary>
internal enum AlertRule { ErrorShare, SlowAnswers, QuotaUse, AgreementExpires, ServiceSilent }

/// <summary>A rule that does not hold now.</summary>
/// <param name="Subject">The service, or the agreement for rules of agreements.</param>
/// <param name="System">The agreement's consumer; null for rules of services.</param>
/// <param name="Value">What was measured: percent, milliseconds or days, as the rule has it.</param>
/// <param name="Bound">From where on the rule does not hold.</param>
internal sealed record AlertFinding(AlertRule Rule, Guid Subject, Guid Service, Guid? System, decimal Value, decimal Bound);

/// <summary>A finding from when it was first made until it is made no more.</summary>
/// <param name="SeenAt">When it was last found.</param>
/// <param name="ClosedAt">Null while it is open.</param>
internal sealed record Alert(
    Guid Id, AlertFinding Finding, DateTimeOffset OpenedAt, DateTimeOffset SeenAt, DateTimeOffset? ClosedAt);
