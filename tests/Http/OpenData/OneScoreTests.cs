using System.Text.RegularExpressions;

namespace Phusa.Tests.Http.OpenData;

[Collection(PortalHostGroup.Name)]
public sealed partial class OneScoreTests(PortalHost host)
{
    [Fact]
    public async Task A_dataset_has_the_same_scores_on_the_desk_as_on_its_own_page()
    {
        var steward = await host.StewardAsync();
        // Being read counts as use, so the score of sharing may rise in between.
        var before = Scores(await steward.GetStringAsync("/datasets/roads"));
        var desk = Scores(await steward.GetStringAsync("/desk/datasets/roads/upload"));
        var after = Scores(await steward.GetStringAsync("/datasets/roads"));

        Assert.Contains(desk, (string[])[before, after]);
    }

    /// <summary>What the first flower of a page says.</summary>
    private static string Scores(string page) => Flower().Match(page) is { Success: true } found
        ? found.Groups[1].Value : throw new InvalidOperationException("The page draws no flower");

    [GeneratedRegex("""<svg class="flower-drawing"[^>]*aria-label="([^"]+)""")]
    private static partial Regex Flower();
}
