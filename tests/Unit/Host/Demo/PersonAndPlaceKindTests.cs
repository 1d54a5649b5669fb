using System.Globalization;

namespace Phusa.Tests.Unit.Host.Demo;

public sealed class PersonAndPlaceKindTests
{
    [Fact]
    public void Templates_hold_fields_and_words()
    {
        var rows = Generated.Rows("""
            "n": {"kind": "sequence"},
            "kind": {"kind": "choice", "values": ["a", "b"]},
            "x": {"kind": "text-template", "template": "<{#kind}> {n}!", "words": {"a": ["one"], "b": ["two", "three"]}}
            """);

        Assert.All(rows, row =>
            Assert.Matches($"^<{(row["kind"] == "a" ? "one" : "(two|three)")}> {row["n"]}!$", row["x"]));
        Assert.Contains(rows, row => row["x"].Contains("three", StringComparison.Ordinal));
    }

    [Fact]
    public void Phones_have_ten_digits_and_landlines_eleven()
    {
        var values = Generated.Values(""" "x": {"kind": "phone", "prefixes": ["098", "0269"]} """);

        Assert.All(values, value => Assert.Matches("^(098[0-9]{7}|0269[0-9]{7})$", value));
        Assert.Equal([10, 11], values.Select(value => value.Length).Distinct().Order());
    }

    [Fact]
    public void Health_cards_have_group_level_place_and_ten_digits()
    {
        var values = Generated.Values(
            """ "x": {"kind": "health-card", "groups": {"DN": 1, "HS": 1}, "place": "52"} """);

        Assert.All(values, value => Assert.Matches("^(DN|HS)[1-5]52[0-9]{10}$", value));
    }

    [Fact]
    public void A_point_lies_within_its_spread_of_the_commune()
    {
        var rows = Generated.Rows("""
            "x": {"kind": "commune", "weight": "area_km2"},
            "centre": {"kind": "text-template", "template": "{x.latitude}|{x.longitude}"},
            "lat": {"kind": "point-in-province", "commune": "x", "spreadKm": 3, "part": "latitude"},
            "lon": {"kind": "point-in-province", "commune": "x", "spreadKm": 3, "part": "longitude"}
            """);
        var distances = rows.Select(row =>
        {
            var centre = row["centre"].Split('|').Select(Number).ToArray();
            var (lat, lon) = (Number(row["lat"]), Number(row["lon"]));
            var east = (lon - centre[1]) * 111.32 * Math.Cos(centre[0] * Math.PI / 180);
            return Math.Sqrt(east * east + Math.Pow((lat - centre[0]) * 111.32, 2));
        }).ToArray();

        Assert.InRange(distances.Max(), 2.5, 3.01);
        Assert.InRange(distances.Count(distance => distance < 1.5) / 200.0, 0.15, 0.35);
    }

    [Fact]
    public void Addresses_name_a_street_in_wards_and_a_hamlet_elsewhere()
    {
        var rows = Generated.Rows("""
            "c": {"kind": "commune"},
            "kind": {"kind": "text-template", "template": "{c.kind}|{c.name}"},
            "x": {"kind": "address", "commune": "c"}
            """);

        Assert.All(rows, row =>
        {
            var parts = row["kind"].Split('|');
            Assert.EndsWith(", " + parts[1], row["x"], StringComparison.Ordinal);
            Assert.Equal(parts[0].StartsWith("ph", StringComparison.Ordinal), char.IsDigit(row["x"][0]));
        });
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
