using Phusa.Kernel.Texts;

namespace Phusa.Ui;

/// <summary>The six scores of a dataset, an agency or a load, 0 to 100 each; null is "not measured yet".</summary>
public sealed record Scores(
    double? Correct, double? Complete, double? Clean, double? Live, double? Consistent, double? Shared, double? Total)
{
    internal IReadOnlyList<(int Petal, Text Name, double? Value)> Petals =>
    [
        (1, T.Correct, Correct), (2, T.Complete, Complete), (3, T.Clean, Clean),
        (4, T.Live, Live), (5, T.Consistent, Consistent), (6, T.Shared, Shared),
    ];

    /// <summary>The id of the section about one criterion on a quality page.</summary>
    internal static string Anchor(int petal) =>
        petal switch { 1 => "correct", 2 => "complete", 3 => "clean", 4 => "live", 5 => "consistent", _ => "shared" };

    /// <summary>One sentence with the total and every score, for those who do not see the flower.</summary>
    public string Sentence() =>
        (Total is null ? T.QualityUnknown : T.QualityTotal(Show.Number(Total, 0))) + ": "
        + string.Join(", ", Petals.Select(petal => $"{petal.Name} {Said(petal.Value)}"));

    private static string Said(double? score) => score is null ? T.NotMeasured.ToString() : Show.Number(score, 0);
}
