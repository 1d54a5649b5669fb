using System.Text.Json;
using Phusa.Warehouse.Contracts;

namespace Phusa.Tests.Store.Warehouse;

public sealed class QueryTests : IAsyncLifetime
{
    private readonly WarehouseSample sample = new();
    private DatasetVersion version = null!;

    public Task InitializeAsync()
    {
        version = WarehouseSample.Version(1, sample.File(WarehouseSample.Numbers(1, 3000)), sample.File(WarehouseSample.Numbers(3001, 2000)));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await sample.DisposeAsync();

    [Theory]
    [InlineData("?limit=700", false)]
    [InlineData("?limit=700", true)]
    [InlineData("?limit=999&sort=budget", false)]
    [InlineData("?limit=999&sort=-budget,day", true)]
    [InlineData("?limit=2048&sort=name", true)]
    public async Task Paging_by_cursor_gives_every_row_once_and_in_order(string address, bool native)
    {
        if (native)
        {
            await sample.Compute.WarmAsync(version, WarehouseSample.Contract, CancellationToken.None);
        }
        var (numbers, budgets, next) = (new List<long>(), new List<double?>(), "");
        do
        {
            var page = await sample.Runner.PageAsync(WarehouseSample.Prepare(version, address + next), CancellationToken.None);
            numbers.AddRange(page.Rows.Select(row => (long)row[0]!));
            budgets.AddRange(page.Rows.Select(row => (double?)row[2]));
            next = page.Next is null ? null : "&after=" + page.Next;
            Assert.Equal(5000, page.Total);
        }
        while (next is not null);

        Assert.Equal(5000, numbers.Count);
        Assert.Equal(5000, numbers.Distinct().Count());
        if (address.Contains("sort=-budget", StringComparison.Ordinal))
        {
            Assert.Equal(budgets.OrderByDescending(budget => budget ?? double.MinValue), budgets);
        }
    }

    [Fact]
    public async Task A_page_that_ends_exactly_with_the_rows_has_no_next()
    {
        var page = await sample.Runner.PageAsync(WarehouseSample.Prepare(version, "?no=lte.10&limit=10"), CancellationToken.None);

        Assert.Equal(10, page.Rows.Count);
        Assert.Null(page.Next);
        Assert.Null(page.Total);
    }

    [Theory]
    [InlineData("giao 4999", 1)]
    [InlineData("GIÁO nguyen 12", 199)]
    [InlineData("100%", 0)]
    public async Task Search_folds_accents_alike_on_parquet_and_on_the_table(string words, int found)
    {
        var address = $"?q={Uri.EscapeDataString(words)}&limit=1000";
        var before = await sample.Runner.PageAsync(WarehouseSample.Prepare(version, address), CancellationToken.None);
        await sample.Compute.WarmAsync(version, WarehouseSample.Contract, CancellationToken.None);
        var after = await sample.Runner.PageAsync(WarehouseSample.Prepare(version, address), CancellationToken.None);

        Assert.Equal(before.Rows.Select(row => row[0]), after.Rows.Select(row => row[0]));
        Assert.Equal(found, after.Rows.Count);
    }

    [Fact]
    public async Task Groups_buckets_and_figures_are_answered_and_kept()
    {
        var first = await sample.TextAsync(version, "?bucket=day.month&agg=count,sum.budget,countDistinct.name", RowFormat.Json);
        var again = await sample.TextAsync(version, "?bucket=day.month&agg=count,sum.budget,countDistinct.name", RowFormat.Json);

        using var json = JsonDocument.Parse(first);
        var rows = json.RootElement.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(["2025-01-01", "2025-02-01", "2025-03-01"], rows.Select(row => row.GetProperty("day_month").GetString()));
        Assert.Equal(5000, rows.Sum(row => row.GetProperty("count").GetInt64()));
        Assert.Equal(first, again);
    }

    [Fact]
    public async Task Rows_and_fields_not_allowed_never_come_back()
    {
        var access = new QueryAccess
        {
            Rows = new Condition("no", FilterOperator.Lte, "3"),
            Fields = new Dictionary<string, FieldView>
            {
                ["name"] = FieldView.Masked("left({column}, 2) || {key}"), ["day"] = FieldView.Hidden,
            },
            MaskKey = "*",
        };

        var page = await sample.Runner.PageAsync(
            WarehouseSample.Prepare(version, "?sort=name,no", access: access), CancellationToken.None);

        Assert.Equal(["Ng*", "Ng*", "Ng*"], page.Rows.Select(row => row[1]));
        Assert.DoesNotContain(page.Columns, column => column.Name == "day");
        Assert.Null(page.Total);
        var guessing = WarehouseSample.Prepare(version, "?name=startsWith.Nguyễn", access: access);
        Assert.Empty((await sample.Runner.PageAsync(guessing, CancellationToken.None)).Rows);
    }

    [Fact]
    public async Task A_box_finds_rows_by_their_coordinates()
    {
        var page = await sample.Runner.PageAsync(
            WarehouseSample.Prepare(version, "?bbox=108,13,108.0095,14&limit=100"), CancellationToken.None);

        Assert.Equal(20, page.Rows.Count);
    }

    [Fact]
    public async Task A_field_added_by_a_later_contract_is_empty_in_older_files()
    {
        var old = WarehouseSample.Version(2, sample.File("select 1::bigint as no, 'a' as name"), sample.File(WarehouseSample.Numbers(2, 1)));

        var page = await sample.Runner.PageAsync(WarehouseSample.Prepare(old, "?sort=no"), CancellationToken.None);

        Assert.Null(page.Rows[0][2]);
        Assert.Equal(0.0, page.Rows[1][2]);
    }

    [Fact]
    public async Task A_version_without_rows_is_answered()
    {
        Assert.Equal("""{"version":3,"total":0,"rows":[],"next":null}""",
            await sample.TextAsync(WarehouseSample.Version(3), "", RowFormat.Json));
    }

    [Fact]
    public void The_tag_tells_versions_queries_and_sights_apart()
    {
        string[] tags =
        [
            WarehouseSample.Prepare(version, "?limit=5").ETag,
            WarehouseSample.Prepare(version, "?limit=6").ETag,
            WarehouseSample.Prepare(version with { Number = 9 }, "?limit=5").ETag,
            WarehouseSample.Prepare(version, "?limit=5", access: new QueryAccess { Rows = new And() }).ETag,
            WarehouseSample.Prepare(version, "?limit=5", RowFormat.Csv).ETag,
        ];

        Assert.Equal(tags.Length, tags.Distinct().Count());
        Assert.Equal(tags[0], WarehouseSample.Prepare(version, "?limit=5").ETag);
    }
}
