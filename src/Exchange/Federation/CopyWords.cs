using Phusa.Exchange.Events;
using Phusa.Kernel.Texts;
using Phusa.Ui;

namespace Phusa.Exchange.Federation;

/// <summary>Copies as people read them.</summary>
internal static class CopyWords
{
    public static Text Of(CopyState state) => state switch
    {
        CopyState.New => T.CopyNew,
        CopyState.Fresh => T.CopyIsFresh,
        CopyState.Stopped => T.CopyStopped,
        _ => T.CopyTroubled,
    };

    public static TagTone Tone(CopyState state) => state switch
    {
        CopyState.New => TagTone.Plain,
        CopyState.Fresh => TagTone.Good,
        CopyState.Stopped => TagTone.Bad,
        _ => TagTone.Warning,
    };

    /// <summary>An event keeps the dataset and the code of the cause, since it outlives the language it is read in.</summary>
    public static string Trouble(ExchangeEvent done) =>
        done.Detail.Split(' ') is [var dataset, var code] ? $"{dataset}: {Cause(code)}" : done.Detail;

    private static Text Cause(string code) => code switch
    {
        "copy.edited" => T.CopyCauseEdited,
        "copy.contract-differs" => T.CopyCauseContract,
        "copy.digest" => T.CopyCauseDigest,
        "copy.refused" => T.CopyCauseRefused,
        "copy.load-refused" => T.CopyCauseLoad,
        "dataset.missing" => T.CopyCauseDataset,
        "foreign.not-offered" => T.CopyCauseNotOffered,
        "peer.unreachable" => T.CopyCauseUnreachable,
        "peer.disabled" => T.CopyCauseDisabled,
        "peer.no-client" => T.CopyCauseNoClient,
        "peer.sign-in" => T.CopyCauseSignIn,
        _ => T.CopyCauseOther(code),
    };
}
