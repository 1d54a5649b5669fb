using Phusa.Intake.Contracts;
using Phusa.Kernel.Texts;

namespace Phusa.Host.CommandLine;

/// <summary>What the command line says of a load at its end.</summary>
internal static class LoadReport
{
    /// <returns>The exit code.</returns>
    public static int Print(Load load)
    {
        Console.WriteLine(Headline(load).ToString());
        if (load.Rows is { } rows)
        {
            Console.WriteLine($"  {T.ImportRows(rows, load.Accepted ?? 0, load.Rejected ?? 0, load.Seconds ?? 0)}");
        }
        foreach (var problem in load.Problems)
        {
            Console.WriteLine($"  {problem.Message}");
        }
        foreach (var result in load.Measure?.Results.Where(result => result.Failed > 0) ?? [])
        {
            Console.WriteLine($"  {T.ImportFault(result.Check.Name, result.Failed, result.Check.Rule)}");
        }
        if (load.Scores is { Total: { } total } scores)
        {
            Console.WriteLine($"  {T.ImportScores(
                total, Word(scores.Correct), Word(scores.Complete), Word(scores.Clean), Word(scores.Consistent))}");
        }
        return load.Outcome is LoadOutcome.Accepted or LoadOutcome.AcceptedWithRejects or LoadOutcome.Unchanged ? 0 : 1;
    }

    private static Text Headline(Load load) => load.Outcome switch
    {
        LoadOutcome.Accepted or LoadOutcome.AcceptedWithRejects => T.ImportAccepted(load.Dataset, load.Version),
        LoadOutcome.Unchanged => T.ImportUnchanged(load.Dataset),
        LoadOutcome.Cancelled => T.ImportCancelled(load.Dataset),
        LoadOutcome.Failed => T.ImportFailed(load.Dataset),
        _ => T.ImportRefused(load.Dataset),
    };

    private static Text Word(double? score) => score is null ? T.ImportUnmeasured : T.ImportScore(score);
}
