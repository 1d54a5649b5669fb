using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.Queries;

namespace Phusa.Tests.Unit.Warehouse;

public sealed class QueryCompilerTests
{
    [Theory]
    [InlineData("?select=no&budget=gte.100&limit=50",
        "select \"no\" as \"no\", _id from rows where \"budget\" >= $1 limit 51")]
    [InlineData("?select=no&sort=-budget,no&limit=50",
        "select \"no\" as \"no\", \"budget\" as _s0, \"no\" as _s1, _id from rows order by \"budget\" desc nulls last, \"no\" nulls last, _id limit 51")]
    [InlineData("?select=no&lead_agency=in.(a,b,c)", "select \"no\" as \"no\" from rows where \"lead_agency\" in ($1, $2, $3, $4)")]
    [InlineData("?select=no&lead_agency=in.(a,b,c,d)", "select \"no\" as \"no\" from rows where \"lead_agency\" in ($1, $2, $3, $4)")]
    [InlineData("?select=no&name=like.giao",
        "select \"no\" as \"no\" from rows where contains(translate(strip_accents(lower(\"name\")), 'đ', 'd'), translate(strip_accents(lower($1)), 'đ', 'd'))")]
    [InlineData("?select=no&q=giao", "select \"no\" as \"no\" from rows where contains(_fold, translate(strip_accents(lower($1)), 'đ', 'd'))")]
    [InlineData("?select=no&budget=not.eq.1", "select \"no\" as \"no\" from rows where (\"budget\" = $1 is not true)")]
    [InlineData("?select=no&budget=between.(1,2)&day=is.null",
        "select \"no\" as \"no\" from rows where (\"budget\" between $1 and $2 and \"day\" is null)")]
    [InlineData("?group=lead_agency&bucket=day.month&agg=sum.budget,count,countDistinct.name&sort=-sum_budget&limit=10",
        "select \"lead_agency\" as \"lead_agency\", date_trunc('month', \"day\")::date as \"day_month\", sum(\"budget\") as \"sum_budget\", count(*) as \"count\", count(distinct \"name\") as \"countDistinct_name\" from rows group by 1, 2 order by 3 desc nulls last limit 10")]
    [InlineData("?agg=median.budget", "select median(\"budget\") as \"median_budget\" from rows")]
    [InlineData("?distinct=true&select=lead_agency", "select distinct \"lead_agency\" as \"lead_agency\" from rows order by 1")]
    [InlineData("?select=no&f.limit=eq.3&limit=2&offset=4", "select \"no\" as \"no\", _id from rows where \"limit\" = $1 limit 3 offset 4")]
    public void Compiles_to_this_text(string address, string sql) => Assert.Equal(sql, Sample.Compile(address).Sql);

    [Theory]
    [InlineData("?select=no&sort=-name,no&limit=2",
        "select \"no\" as \"no\", \"name\" as _s0, \"no\" as _s1, _id from rows order by \"name\" collate vi desc nulls last, \"no\" nulls last, _id limit 3")]
    [InlineData("?group=name,no&sort=-count,name",
        "select \"name\" as \"name\", \"no\" as \"no\", count(*) as \"count\" from rows group by 1, 2 order by 3 desc nulls last, 1 collate vi nulls last")]
    [InlineData("?distinct=true&select=no,name", "select distinct \"no\" as \"no\", \"name\" as \"name\" from rows order by 1, 2 collate vi")]
    public void Texts_of_a_small_version_are_sorted_as_a_dictionary_is(string address, string sql)
    {
        var outcome = QueryCompiler.Compile(
            Sample.Read(address), Sample.Projects, QueryAccess.Full, new("rows", HasFold: false, InDictionaryOrder: true));

        Assert.Equal(sql, outcome.Value!.Sql);
    }

    [Fact]
    public void Values_are_bound_in_their_types_and_never_stand_in_the_text()
    {
        var compiled = Sample.Compile("?budget=gt.1.5&rate=lt.2.25&day=gte.2025-12-31&active=eq.true&name=eq.x' or 1=1 --");

        Assert.Equal([1.5, 2.25m, new DateOnly(2025, 12, 31), true, "x' or 1=1 --"], compiled.Values);
        Assert.DoesNotContain("1=1", compiled.Sql, StringComparison.Ordinal);
    }

    [Fact]
    public void A_masked_field_is_only_ever_its_mask()
    {
        var access = new QueryAccess
        {
            MaskKey = "secret",
            Fields = new Dictionary<string, FieldView> { ["name"] = FieldView.Masked("sha256({key} || {column})") },
        };

        var compiled = Sample.Compile("?select=name&name=eq.x&sort=name&limit=5", access);

        const string mask = "(sha256($1 || \"name\"))";
        Assert.Equal(
            $"select {mask} as \"name\", {mask} as _s0, _id from rows where {mask} = $2 order by {mask} nulls last, _id limit 6",
            compiled.Sql);
        Assert.Equal(["secret", "x"], compiled.Values);
    }

    [Fact]
    public void Search_leaves_out_what_is_masked_and_then_the_folded_column_too()
    {
        var access = new QueryAccess
        {
            Fields = new Dictionary<string, FieldView> { ["name"] = FieldView.Masked("left({column}, 1)") },
        };

        var sql = Sample.Compile("?select=no&q=an", access).Sql;

        Assert.DoesNotContain("_fold", sql, StringComparison.Ordinal);
        Assert.DoesNotContain("\"name\"", sql, StringComparison.Ordinal);
        Assert.Contains("concat_ws(' ', \"lead_agency\")", sql, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hidden_field_cannot_be_named_anywhere()
    {
        var access = new QueryAccess { Fields = new Dictionary<string, FieldView> { ["budget"] = FieldView.Hidden } };

        Assert.DoesNotContain(Sample.Compile("", access).Columns, column => column.Name == "budget");
        foreach (var address in new[] { "?select=budget", "?budget=gt.1", "?sort=budget", "?group=budget", "?agg=sum.budget" })
        {
            Assert.Contains("query.hidden-field", Sample.Codes(address, access));
        }
    }

    [Fact]
    public void The_rows_a_caller_may_see_are_found_behind_the_mask()
    {
        var access = new QueryAccess
        {
            Rows = new Condition("lead_agency", FilterOperator.In, "H21.05"),
            Fields = new Dictionary<string, FieldView> { ["lead_agency"] = FieldView.Hidden },
        };

        Assert.Equal("select \"no\" as \"no\" from rows where \"lead_agency\" in ($1) and \"budget\" = $2",
            Sample.Compile("?select=no&budget=eq.1", access).Sql);
    }

    [Fact]
    public void Every_problem_is_told_at_once_with_the_nearest_name()
    {
        var outcome = QueryCompiler.Compile(
            Sample.Read("?budgt=gt.1&day=eq.31/12/2025&active=gt.true&sort=nme&agg="), Sample.Projects, QueryAccess.Full,
            QuerySource.None);

        Assert.Equal(["query.unknown-field", "query.unknown-field", "query.wrong-value", "query.operator-not-for-type"],
            outcome.Problems.Select(problem => problem.Code).OrderByDescending(code => code == "query.unknown-field")
                .ThenByDescending(code => code == "query.wrong-value"));
        Assert.Contains(outcome.Problems, problem => problem.Message.En.Contains("\"budget\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("?agg=sum.name", "query.function-not-for-type")]
    [InlineData("?agg=sum", "query.needs-field")]
    [InlineData("?bucket=name.day", "query.bucket-not-date")]
    [InlineData("?group=name&sort=budget", "query.sort-not-answered")]
    [InlineData("?group=name&select=no", "query.fields-and-groups")]
    [InlineData("?select=no,no", "query.duplicate-column")]
    [InlineData("?bbox=108,13,107,14", "query.wrong-box")]
    [InlineData("?name=between.(a)", "query.wrong-count")]
    [InlineData("?place=like.x", "query.operator-not-for-type")]
    public void Wrong_queries_are_refused(string address, string code) => Assert.Contains(code, Sample.Codes(address));
}
