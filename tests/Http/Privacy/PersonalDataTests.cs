using System.Globalization;
using System.Net;

namespace Phusa.Tests.Http.Privacy;

/// <summary>
/// Every way on which a personal value could leave, for everybody who might take it: in clear to the owner's steward
/// only, and never without an entry in the record.
/// </summary>
public sealed class PersonalDataTests(Households homes) : IClassFixture<Households>
{
    private const string Nothing = "nothing", Masked = "masked", Clear = "clear";

    private static readonly string[] Standings = ["anyone", "other", "chief", "own"];

    /// <summary>What each of <see cref="Standings"/> gets of the telephones of a shared and of a restricted dataset.</summary>
    private static readonly (string Path, string[] Shared, string[] Restricted)[] Ways =
    [
        ("/api/v1/datasets/{0}/rows", Usual, Owners),
        ("/api/v1/datasets/{0}/rows?sort=phone&select=code,phone", Usual, Owners),
        ("/api/v1/datasets/{0}/rows?group=phone&agg=count", Usual, Owners),
        ("/api/v1/datasets/{0}/rows?agg=min.phone,max.phone", Usual, Owners),
        ("/api/v1/datasets/{0}/rows?asOf=1", Usual, Owners),
        ("/api/v1/datasets/{0}/rows/H1", Usual, Owners),
        ("/api/v1/datasets/{0}/download?format=csv", Usual, Owners),
        ("/api/v1/datasets/{0}/download?format=ndjson", Usual, Owners),
        ("/api/v1/datasets/{0}/versions/1/diff/2", Full, Full),
        ("/api/v1/datasets/{0}/profile", None, None),
        ("/api/v1/datasets/{0}/quality", None, None),
        ("/api/v1/datasets/{0}/quality/members-few/rows", Usual, Owners),
        ("/api/v1/datasets/{0}/quality/phone-new/rows", Full, Full),
        ("/api/v1/why/datasets/{0}/rows/H1", None, None),
        ("/datasets/{0}", Usual, Owners),
        ("/datasets/{0}?sort=-phone", Usual, Owners),
        ("/datasets/{0}/rows/H1", Usual, Owners),
        ("/datasets/{0}/profile", None, None),
        ("/datasets/{0}/quality", None, None),
        ("/datasets/{0}/quality/members-few", Usual, Owners),
        ("/datasets/{0}/quality/phone-new", Full, Full),
        ("/datasets/{0}/versions/1/diff/2", Full, Full),
        ("/why/datasets/{0}/rows/H1", None, None),
        ("/quality/datasets/{0}", None, None),
    ];

    private static string[] Usual => [Nothing, Masked, Masked, Clear];

    private static string[] Owners => [Nothing, Nothing, Masked, Clear];

    private static string[] Full => [Nothing, Nothing, Nothing, Clear];

    private static string[] None => [Nothing, Nothing, Nothing, Nothing];

    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var standing in Standings)
            {
                all.Add(standing, "shared_homes");
                all.Add(standing, "restricted_homes");
            }
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_comes_back_is_what_the_standing_allows_and_is_recorded(string who, string dataset)
    {
        var browser = homes.As(who);
        foreach (var (way, shared, restricted) in Ways)
        {
            var expected = (dataset == "shared_homes" ? shared : restricted)[Array.IndexOf(Standings, who)];
            var path = string.Format(CultureInfo.InvariantCulture, way, dataset);
            var before = (await homes.ReadsAsync(dataset)).Count;

            var answer = await browser.GetAsync(path);
            var text = await answer.Content.ReadAsStringAsync();

            // What failed shows nothing either, and would prove nothing.
            Assert.True(answer.StatusCode < HttpStatusCode.InternalServerError, $"{who} at {path}: {answer.StatusCode}");
            Assert.True(expected == Nothing || answer.StatusCode == HttpStatusCode.OK, $"{who} at {path}: {answer.StatusCode}");
            var found = text.Contains("0912345678", StringComparison.Ordinal) || text.Contains("0933335678", StringComparison.Ordinal)
                ? Clear : text.Contains(Households.MaskedPhone, StringComparison.Ordinal) ? Masked : Nothing;
            Assert.True(expected == found, $"{who} at {path}: {found}");
            var reads = await homes.ReadsAsync(dataset);
            Assert.True((reads.Count > before) == (expected != Nothing), $"{who} at {path}: {reads.Count - before} recorded");
            Assert.All(reads.Take(reads.Count - before), read => Assert.Contains("phone", read.Fields));
            Assert.DoesNotContain(Households.Illness, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_sensitive_value_takes_a_purpose_that_is_kept()
    {
        var own = homes.As("own");
        Assert.Contains(
            Households.MaskedIllness, await own.GetStringAsync("/api/v1/datasets/restricted_homes/rows/H1"), StringComparison.Ordinal);

        var text = await own.GetStringAsync(
            "/api/v1/datasets/restricted_homes/rows?code=H1&purpose=" + Uri.EscapeDataString("Trả lời đơn"));

        Assert.Contains(Households.Illness, text, StringComparison.Ordinal);
        var read = (await homes.ReadsAsync("restricted_homes"))[0];
        Assert.Equal(("Trả lời đơn", 3L), (read.Purpose, read.Rows));
        Assert.Contains("code=H1", read.Selection, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_tells_of_no_person_is_not_recorded_and_what_rows_are_chosen_by_is()
    {
        var own = homes.As("own");
        var before = (await homes.ReadsAsync("restricted_homes")).Count;

        await own.GetStringAsync("/api/v1/datasets/restricted_homes/rows?select=code,members&members=gt.3");
        await own.GetStringAsync("/api/v1/datasets/restricted_homes/rows?agg=count");
        Assert.Equal(before, (await homes.ReadsAsync("restricted_homes")).Count);

        await own.GetStringAsync("/api/v1/datasets/restricted_homes/rows?select=code&phone=" + Households.Phone);
        Assert.Equal(["phone"], (await homes.ReadsAsync("restricted_homes"))[0].Fields);
    }

    [Theory]
    [InlineData("anyone", false, false)]
    [InlineData("other", false, false)]
    [InlineData("chief", true, false)]
    [InlineData("own", true, true)]
    public async Task Rejected_rows_show_values_to_those_who_see_them_in_clear(string who, bool opens, bool inClear)
    {
        var browser = homes.As(who);
        foreach (var path in new[] { $"/api/v1/loads/{homes.Load}/rejects", $"/api/v1/loads/{homes.Load}/rejects.csv", $"/loads/{homes.Load}" })
        {
            var before = (await homes.ReadsAsync("shared_homes")).Count;

            var answer = await browser.GetAsync(path);
            var text = await answer.Content.ReadAsStringAsync();

            Assert.True(opens == (answer.StatusCode == HttpStatusCode.OK), $"{who} at {path}: {answer.StatusCode}");
            Assert.Equal(inClear && !path.StartsWith("/loads", StringComparison.Ordinal), text.Contains("0944445678", StringComparison.Ordinal));
            Assert.Equal(inClear, (await homes.ReadsAsync("shared_homes")).Count > before);
        }
    }

    [Fact]
    public async Task Whose_number_stands_in_a_dataset_cannot_be_tried_out()
    {
        foreach (var who in new[] { "anyone", "other", "chief" })
        {
            var browser = homes.As(who);
            Assert.Contains("064*********", await browser.GetStringAsync("/api/v1/datasets/persons/rows"), StringComparison.Ordinal);
            foreach (var path in new[] { "/api/v1/datasets/persons/rows/", "/api/v1/why/datasets/persons/rows/", "/datasets/persons/rows/", "/why/datasets/persons/rows/" })
            {
                var there = await browser.GetAsync(path + "064190001234");
                Assert.Equal(HttpStatusCode.NotFound, there.StatusCode);
                Assert.DoesNotContain("Rơ Châm Hoa", await there.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }
        var own = homes.As("own");
        var before = (await homes.ReadsAsync("persons")).Count;
        Assert.Contains("Rơ Châm Hoa", await own.GetStringAsync("/api/v1/datasets/persons/rows/064190001234"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await own.GetAsync("/api/v1/why/datasets/persons/rows/064190001234")).StatusCode);
        Assert.Equal(before + 2, (await homes.ReadsAsync("persons")).Count);
    }

    /// <summary>Officials of the agency that a row is about read that row of somebody else's restricted dataset.</summary>
    [Theory]
    [InlineData("/api/v1/datasets/divided_homes/rows", "H2", "H1")]
    [InlineData("/api/v1/datasets/divided_homes/download?format=csv", "H2", "H1")]
    [InlineData("/api/v1/datasets/divided_homes/rows/H2", "H2", "H1")]
    [InlineData("/api/v1/datasets/divided_homes/quality/members-few/rows", "H2", "H1")]
    [InlineData("/api/v1/why/datasets/divided_homes/rows/H2", "divided_homes.csv", "H1")]
    [InlineData("/datasets/divided_homes", "H2", "H1")]
    [InlineData("/datasets/divided_homes/rows/H2", "H2", "H1")]
    [InlineData("/datasets?q=divided_homes", "divided_homes", "H1")]
    public async Task Own_rows_of_a_divided_dataset_come_back_and_no_others(string path, string there, string absent)
    {
        var other = homes.As("other");

        var text = await other.GetStringAsync(path);

        Assert.Contains(there, text, StringComparison.Ordinal);
        Assert.DoesNotContain($">{absent}<", text, StringComparison.Ordinal);
        Assert.DoesNotContain($"\"{absent}\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain($"\n{absent},", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/datasets/divided_homes/rows/H1", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/why/datasets/divided_homes/rows/H1", HttpStatusCode.NotFound)]
    [InlineData("/datasets/divided_homes/rows/H1", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/datasets/divided_homes/versions/1/diff/2", HttpStatusCode.Forbidden)]
    [InlineData("/api/v1/datasets/divided_homes/profile", HttpStatusCode.Forbidden)]
    public async Task What_tells_of_the_rows_of_others_is_refused(string path, HttpStatusCode expected)
    {
        var other = homes.As("other");
        Assert.Equal(expected, (await other.GetAsync(path)).StatusCode);
        var anyone = homes.As("anyone");
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task A_count_over_a_divided_dataset_counts_own_rows_only()
    {
        var other = homes.As("other");
        Assert.Contains("\"count\":1", (await other.GetStringAsync("/api/v1/datasets/divided_homes/rows?agg=count")).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var own = homes.As("own");
        Assert.Contains("\"count\":3", (await own.GetStringAsync("/api/v1/datasets/divided_homes/rows?agg=count")).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
