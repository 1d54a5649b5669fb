using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.Queries;

namespace Phusa.Tests.Unit.Warehouse;

public sealed class QueryReadingTests
{
    [Fact]
    public void An_address_and_a_body_say_the_same()
    {
        var address = Sample.Read(
            "?budget=gte.100&lead_agency=in.(H21.05,\"a,b\")&q=giao&sort=-budget,no&limit=50&select=no,name&bbox=107,13,109,15&asOf=3");
        using var body = JsonDocument.Parse(
            """
            { "where": { "and": [ { "field": "budget", "op": "gte", "value": 100 },
                { "field": "lead_agency", "op": "in", "values": ["H21.05", "a,b"] } ] },
              "q": "giao", "sort": ["-budget", "no"], "limit": 50, "select": ["no", "name"], "bbox": [107, 13, 109, 15], "asOf": 3 }
            """);

        var read = QueryReading.OfJson(body.RootElement);

        Assert.Empty(read.Problems);
        Assert.Equal(QueryText.Of(address), QueryText.Of(read.Query));
        Assert.Equal(3, read.Query.AsOf);
    }

    [Fact]
    public void All_wrong_parts_are_told_at_once()
    {
        var reading = QueryReading.OfAddress(QueryHelpers.ParseQuery(
            "?limit=0&offset=x&after=zz&agg=total.x&bucket=day&bbox=1,2&distinct=maybe"));

        Assert.Equal(
            ["limit", "offset", "after", "agg", "bucket", "bbox", "distinct"],
            reading.Problems.Select(problem => problem.Field));
    }

    [Fact]
    public void A_value_that_looks_like_no_comparison_is_compared_as_it_is()
    {
        Assert.Equal(FilterText.Of(new Condition("lead_agency", FilterOperator.Eq, "H21.05")),
            FilterText.Of(Sample.Read("?lead_agency=H21.05").Where));
    }

    [Fact]
    public void A_body_that_nests_without_end_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"not\":", 50)) + "{\"field\":\"no\",\"op\":\"eq\",\"value\":1}" + new string('}', 50);
        using var body = JsonDocument.Parse($"{{\"where\":{deep}}}");

        Assert.NotEmpty(QueryReading.OfJson(body.RootElement).Problems);
    }

    [Fact]
    public void A_cursor_carries_its_version_and_fits_its_own_order_only()
    {
        var cursor = new Cursor(7, "-budget", ["1.5"], 42).Write();

        Assert.Equal(7, Sample.Read($"?sort=-budget&after={cursor}").AsOf);
        Assert.Equal("(\"budget\" < $2 or \"budget\" is null or (\"budget\" = $2 and _id > $1))",
            Sample.Compile($"?sort=-budget&limit=5&after={cursor}").Sql.Split(" where ")[1].Split(" order by ")[0]);
        Assert.Contains("query.wrong-cursor", Sample.Codes($"?sort=budget&after={cursor}"));
    }

    [Theory]
    [InlineData("a,b", "a|b")]
    [InlineData("(a,\"b,c\",\"d\\\"e\")", "a|b,c|d\"e")]
    [InlineData("()", "")]
    public void Lists_of_values_are_read(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', ValueList.Read(text)));
}
