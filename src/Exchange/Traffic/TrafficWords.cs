using Phusa.Kernel.Texts;
using Phusa.Ui;

namespace Phusa.Exchange.Traffic;

/// <summary>Who is to blame, as people read it.</summary>
internal static class TrafficWords
{
    public static Text Of(CallFault fault) => fault switch
    {
        CallFault.Consumer => T.FaultConsumer,
        CallFault.Exchange => T.FaultExchange,
        CallFault.None => T.FaultNoted,
        _ => T.FaultUpstream,
    };

    public static TagTone Tone(CallFault fault) => fault is CallFault.Consumer or CallFault.None ? TagTone.Plain : TagTone.Bad;
}
