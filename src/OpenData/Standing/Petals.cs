using Phusa.Quality.Contracts;
using Phusa.Ui;

namespace Phusa.OpenData.Standing;

internal static class Petals
{
    public static readonly Scores Unmeasured = new(null, null, null, null, null, null, null);

    /// <summary>A score card as the flower draws it.</summary>
    public static Scores Of(ScoreCard? card) => card is null ? Unmeasured : new(
        card.Correct, card.Complete, card.Clean, card.Live, card.Consistent, card.Shared, card.Total);

    /// <summary>The mean of each petal over the datasets that have it; what an agency or the province shows.</summary>
    public static Scores Mean(IReadOnlyList<ScoreCard> cards)
    {
        return new(
            Of(card => card.Correct), Of(card => card.Complete), Of(card => card.Clean), Of(card => card.Live),
            Of(card => card.Consistent), Of(card => card.Shared), Of(card => card.Total));

        double? Of(Func<ScoreCard, double?> score) => cards.Select(score).Average();
    }
}
