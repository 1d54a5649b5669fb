using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.Quality.Contracts;
using Phusa.Ui;

namespace Phusa.Quality.Pages;

/// <summary>Scores and states in words.</summary>
internal static class ScoreWords
{
    public static readonly IReadOnlyList<QualityCriterion> Criteria = Enum.GetValues<QualityCriterion>();

    public static string Of(double? score) => score is null ? T.NotMeasured.ToString() : Show.Number(score, 1);

    public static Text Of(IssueState state) => state switch
    {
        IssueState.Open => T.IssueStateOpen,
        IssueState.Assigned => T.IssueStateAssigned,
        _ => T.IssueStateClosed,
    };

    public static TagTone Tone(IssueState state) => state switch
    {
        IssueState.Open => TagTone.Bad,
        IssueState.Assigned => TagTone.Warning,
        _ => TagTone.Good,
    };
}
