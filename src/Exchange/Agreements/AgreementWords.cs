using Phusa.Kernel.Texts;
using Phusa.Ui;

namespace Phusa.Exchange.Agreements;

/// <summary>States of agreements as people read them.</summary>
internal static class AgreementWords
{
    public static Text Of(AgreementState state) => state switch
    {
        AgreementState.Requested => T.AgreementRequested,
        AgreementState.Granted => T.AgreementGranted,
        AgreementState.Refused => T.AgreementRefused,
        AgreementState.Suspended => T.AgreementSuspended,
        AgreementState.Ended => T.AgreementEnded,
        _ => T.AgreementExpired,
    };

    public static TagTone Tone(AgreementState state) => state switch
    {
        AgreementState.Granted => TagTone.Good,
        AgreementState.Requested or AgreementState.Suspended => TagTone.Warning,
        AgreementState.Refused => TagTone.Bad,
        _ => TagTone.Plain,
    };
}
