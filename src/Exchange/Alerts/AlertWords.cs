using Phusa.Kernel.Texts;
using Phusa.Ui;

namespace Phusa.Exchange.Alerts;

/// <summary>Rules as people read them.</summary>
internal static class AlertWords
{
    public static Text Of(AlertRule rule) => rule switch
    {
        AlertRule.ErrorShare => T.AlertErrorShare,
        AlertRule.SlowAnswers => T.AlertSlowAnswers,
        AlertRule.QuotaUse => T.AlertQuotaUse,
        AlertRule.AgreementExpires => T.AlertAgreementExpires,
        AlertRule.ServiceSilent => T.AlertServiceSilent,
        _ => T.AlertSubscriptionStopped,
    };

    /// <summary>What was measured, and from where on it is too much or too little.</summary>
    public static string Of(AlertFinding finding) => finding.Rule switch
    {
        AlertRule.SlowAnswers => T.AlertOver($"{Show.Number(finding.Value, 0)} ms", $"{Show.Number(finding.Bound, 0)} ms").ToString(),
        AlertRule.ErrorShare or AlertRule.QuotaUse =>
            T.AlertOver($"{Show.Number(finding.Value, 1)}%", $"{Show.Number(finding.Bound, 0)}%").ToString(),
        AlertRule.AgreementExpires => T.AlertDaysLeft(Show.Number(finding.Value, 0)).ToString(),
        AlertRule.SubscriptionStopped => T.AlertDaysFailing(Show.Number(finding.Value, 0)).ToString(),
        _ => T.AlertDaysSilent(Show.Number(finding.Value, 0)).ToString(),
    };

    public static TagTone Tone(AlertRule rule) =>
        rule is AlertRule.ErrorShare or AlertRule.SlowAnswers or AlertRule.SubscriptionStopped ? TagTone.Bad : TagTone.Warning;
}
