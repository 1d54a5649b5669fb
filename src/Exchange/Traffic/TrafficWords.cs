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
        _ => T.FaultUpstream,
    };

    public static TagTone Tone(CallFault fault) => fault == CallFault.Consumer ? TagTone.Plain : TagTone.Bad;
}
