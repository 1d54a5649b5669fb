using System.Globalization;

namespace Phusa.Tests.Unit.Host.Demo;

public sealed class FaultTests
{
    private const string Fields = """
        "x": {"kind": "range", "min": 10, "max": 19},
        "name": {"kind": "choice", "values": ["a, \"b\""]}
        """;

    [Fact]
    public void Blank_pad_and_outlier_spoil_their_share()
    {
        var rows = Generated.Rows(Fields, 2000, """
            {"blank": {"x": 0.1}, "pad": {"name": 0.2}, "outlier": {"x": {"share": 0.05, "factor": 10}}}
            """);

        Assert.InRange(rows.Count(row => row["x"].Length == 0), 150, 250);
        Assert.InRange(rows.Count(row => row["name"] == " a, \"b\" "), 330, 470);
        Assert.InRange(rows.Count(row => row["x"].Length == 3), 60, 120);
    }

    [Fact]
    public void Duplicates_stand_on_top_of_the_rows_and_as_they_are()
    {
        var rows = Generated.Rows("\"n\": {\"kind\": \"sequence\"}," + Fields, 2000, """{"duplicate": 0.02}""");
        var twice = rows.GroupBy(row => row["n"]).Where(group => group.Count() == 2).ToArray();

        Assert.Equal(2000 + twice.Length, rows.Count);
        Assert.InRange(twice.Length, 20, 60);
        Assert.All(twice, group => Assert.Equal(group.First(), group.Last()));
    }

    [Fact]
    public void Faults_change_no_other_value()
    {
        var clean = Generated.Values(Fields, 500);
        var spoilt = Generated.Values(Fields, 500, """{"blank": {"x": 0.1}}""");

        Assert.All(clean.Zip(spoilt), pair => Assert.True(pair.Second.Length == 0 || pair.First == pair.Second));
        Assert.Contains("", spoilt);
        Assert.All(clean, value => Assert.InRange(int.Parse(value, CultureInfo.InvariantCulture), 10, 19));
    }
}
