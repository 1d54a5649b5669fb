using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Upstreams;

/// <summary>What becomes of a system's answer that is not as its document describes it; the owner's choice.</summary>
internal enum AnswerChecking
{
    /// <summary>It is not passed on.</summary>
    Enforce,

    /// <summary>It is passed on and counted, while the document or the system is being mended.</summary>
    Report,

    /// <summary>It is not compared.</summary>
    Off,
}

internal static class AnswerCheckingWords
{
    public static Text Of(AnswerChecking checking) => checking switch
    {
        AnswerChecking.Enforce => T.CheckingEnforce,
        AnswerChecking.Report => T.CheckingReport,
        _ => T.CheckingOff,
    };

    /// <summary>For those who call or look at the service; nothing where all is as usual.</summary>
    public static Text? Warning(AnswerChecking? checking) => checking switch
    {
        AnswerChecking.Report => T.CheckingReportNote,
        AnswerChecking.Off => T.CheckingOffNote,
        _ => null,
    };
}
