using Phusa.Intake.Contracts;
using Phusa.Kernel.Texts;
using Phusa.Ui;

namespace Phusa.Intake.Loads;

/// <summary>What is said of a load in one sentence, and how far it is among the four steps.</summary>
internal static class LoadWords
{
    public static Text Headline(Load load) => load switch
    {
        { State: LoadState.Received or LoadState.Checking } => T.HeadlineChecking(load.FileName),
        { State: LoadState.Checked, Rejected: 0 or null } => T.HeadlineReady(load.Accepted),
        { State: LoadState.Checked } => T.HeadlineMend(load.Accepted, load.Rejected),
        { State: LoadState.Committing } => T.HeadlineCommitting(load.Accepted),
        { Outcome: LoadOutcome.Accepted } => T.HeadlineAccepted(load.Accepted, load.Version),
        { Outcome: LoadOutcome.AcceptedWithRejects } => T.HeadlineAcceptedMend(load.Accepted, load.Version, load.Rejected),
        { Outcome: LoadOutcome.Unchanged } => T.HeadlineUnchanged,
        { Outcome: LoadOutcome.Cancelled } => T.HeadlineCancelled,
        { Outcome: LoadOutcome.Failed } => T.HeadlineFailed,
        _ => T.HeadlineRefused,
    };

    /// <summary>From 1; 5 when all four are done.</summary>
    public static int Step(Load load) => load switch
    {
        { Version: not null } or { Outcome: LoadOutcome.Unchanged } => 5,
        { State: LoadState.Received } => 2,
        { State: LoadState.Committing } => 4,
        { State: LoadState.Finished, Measure: null } => 2,
        _ => 3,
    };

    public static (Text Words, TagTone Tone) Tag(Load load) => load switch
    {
        { State: LoadState.Received or LoadState.Checking } => (T.TagChecking, TagTone.Sky),
        { State: LoadState.Checked } => (T.TagWaiting, TagTone.Warning),
        { State: LoadState.Committing } => (T.TagCommitting, TagTone.Sky),
        { Outcome: LoadOutcome.Accepted } => (T.TagAccepted, TagTone.Good),
        { Outcome: LoadOutcome.AcceptedWithRejects } => (T.TagAcceptedMend(load.Rejected), TagTone.Good),
        { Outcome: LoadOutcome.Unchanged } => (T.TagUnchanged, TagTone.Plain),
        { Outcome: LoadOutcome.Cancelled } => (T.TagCancelled, TagTone.Plain),
        { Outcome: LoadOutcome.Failed } => (T.TagFailed, TagTone.Bad),
        _ => (T.TagRefused, TagTone.Bad),
    };
}
