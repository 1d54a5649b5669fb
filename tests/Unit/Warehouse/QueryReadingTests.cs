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
    [InlineData("?or=(budget.gte.100,name.like.cầu)", """or(["budget","Gte","100"],["name","Like","cầu"])""")]
    [InlineData("?and=(budget.gt.1,or(no.lt.5,no.not.in.(7,8)),not.or(day.is.null,active.eq.true))",
        """and(["budget","Gt","1"],or(["no","Lt","5"],not(["no","In","7","8"])),not(or(["day","IsNull"],["active","Eq","true"])))""")]
    [InlineData("?not.and=(no.eq.1)", """not(and(["no","Eq","1"]))""")]
    [InlineData("?no=gt.3&or=(no.lt.9)&or=( name.isNull , name.notNull )",
        """and(["no","Gt","3"],or(["no","Lt","9"]),or(["name","IsNull"],["name","NotNull"]))""")]
    [InlineData("?or=(name.eq.Cầu (mới),name.eq.\"a,b)\\\"c\",name.in.(\"x,y\",z),or.eq.1,not.eq.2)",
        """or(["name","Eq","Cầu (mới)"],["name","Eq","a,b)\"c"],["name","In","x,y","z"],["or","Eq","1"],["not","Eq","2"])""")]
    [InlineData("?f.or=eq.1", """["or","Eq","1"]""")]
    public void Conditions_are_joined_in_an_address(string address, string filter) =>
        Assert.Equal(filter, System.Text.RegularExpressions.Regex.Unescape(
            FilterText.Of(Sample.Read(address).Where).Replace("\\u0022", "\\\\\"", StringComparison.Ordinal)));

    [Fact]
    public void Joined_conditions_say_the_same_as_a_body()
    {
        using var body = JsonDocument.Parse(
            """{ "where": { "or": [ { "field": "no", "value": 1 }, { "not": { "and": [ { "field": "budget", "op": "gt", "value": 2 } ] } } ] } }""");

        Assert.Equal(QueryText.Of(QueryReading.OfJson(body.RootElement).Query), QueryText.Of(Sample.Read("?or=(no.eq.1,not.and(budget.gt.2))")));
        Assert.Equal("select \"no\" as \"no\" from rows where (\"no\" = $1 or ((\"budget\" > $2) is not true))",
            Sample.Compile("?select=no&or=(no.eq.1,not.and(budget.gt.2))").Sql);
    }

    [Theory]
    [InlineData("", 1, "(")]
    [InlineData("no.eq.1", 1, "(")]
    [InlineData("()", 2, "field.operator.value")]
    [InlineData("(no)", 2, "field.operator.value")]
    [InlineData("(no.eq.1,)", 10, "field.operator.value")]
    [InlineData("(no.eq.1", 9, ")")]
    [InlineData("(no.eq.1))", 10, "end")]
    [InlineData("(no.gtt.1)", 5, "gte")]
    [InlineData("(no.not.5)", 9, "gte")]
    [InlineData("(name.eq.\"a,no.eq.1)", 10, "\"")]
    [InlineData("(or(no.eq.1,no.eq.2)", 21, ")")]
    [InlineData("(no.in.(1,2)", 13, ")")]
    public void What_is_wrong_with_joined_conditions_is_told_with_its_place(string text, int place, string expected)
    {
        var problem = Assert.Single(QueryReading.OfAddress(QueryHelpers.ParseQuery("?or=" + Uri.EscapeDataString(text))).Problems);

        Assert.Equal(("or", "query.wrong-logic"), (problem.Field, problem.Code));
        Assert.Contains($"\"or\", character {place}:", problem.Message.En, StringComparison.Ordinal);
        Assert.Contains(expected, problem.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Joined_conditions_that_nest_without_end_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("and(", 500)) + "no.eq.1" + new string(')', 500);

        Assert.Equal("query.too-deep", Assert.Single(QueryReading.OfAddress(QueryHelpers.ParseQuery($"?or=({deep})")).Problems).Code);
    }

    [Theory]
    [InlineData("a,b", "a|b")]
    [InlineData("(a,\"b,c\",\"d\\\"e\")", "a|b,c|d\"e")]
    [InlineData("()", "")]
    public void Lists_of_values_are_read(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', ValueList.Read(text)));
}
