using Phusa.Kernel.Texts;
using Phusa.Ui;

namespace Phusa.Security.Withholdings;

/// <summary>Kinds and states as people read them.</summary>
internal static class WithholdingWords
{
    public static IReadOnlyList<SelectOption> Kinds =>
        [.. Enum.GetValues<WithholdingKind>().Select(kind => new SelectOption(kind.ToString(), Of(kind)))];

    public static Text Of(WithholdingKind kind) => kind switch
    {
        WithholdingKind.Agency => T.WithholdingAgency,
        WithholdingKind.System => T.WithholdingSystem,
        WithholdingKind.Agreement => T.WithholdingAgreement,
        _ => T.WithholdingDataset,
    };

    public static Text Of(Withholding one, DateOnly day) => one.State switch
    {
        WithholdingState.Ended => T.WithholdingStateEnded,
        _ when one.Terms.To < day => T.WithholdingStateExpired,
        WithholdingState.Registered => T.WithholdingStateRegistered,
        _ => T.WithholdingStateConfirmed,
    };

    public static TagTone Tone(Withholding one, DateOnly day) =>
        one.IsInForceOn(day) ? TagTone.Warning : one.State == WithholdingState.Registered && one.Terms.To >= day ? TagTone.Sky : TagTone.Plain;
}
