using Phusa.Warehouse.Contracts;

namespace Phusa.Tests.Store.Warehouse;

public sealed class SortTests : IAsyncLifetime
{
    /// <summary>As a dictionary has them; 'Hoà' is written in two ways that mean the same letters.</summary>
    private static readonly string[] Names =
        ["", "An", "Ánh", "Ăn", "Ân", "Dung", "Đông", "Hoa", "Ho\u00e0", "Hoa\u0300", "Yến", "zeta"];

    private readonly WarehouseSample sample = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await sample.DisposeAsync();

    [Theory]
    [InlineData("name", false)]
    [InlineData("name", true)]
    [InlineData("-name", false)]
    [InlineData("-name", true)]
    [InlineData("name,-no", false)]
    [InlineData("-name,budget", true)]
    [InlineData("budget,-name,no", false)]
    public async Task Paging_by_names_meets_every_row_once_in_the_order_of_one_long_page(string sort, bool native)
    {
        var version = await VersionAsync(Named(390), native);
        var whole = await NumbersAsync(version, $"?limit=1000&sort={sort}");

        Assert.Equal(390, whole.Distinct().Count());
        foreach (var size in new[] { 1, 7, 100 })
        {
            Assert.Equal(whole, await NumbersAsync(version, $"?limit={size}&sort={sort}"));
        }
    }

    [Fact]
    public async Task Names_come_as_in_a_dictionary_and_empty_ones_last()
    {
        var version = await VersionAsync(Named(13), native: false);

        Assert.Equal([.. Names, null], await ColumnAsync(version, "?select=name&sort=name,no"));
        var folded = (await ColumnAsync(version, "?select=name&sort=-name,-no"))
            .Select(name => ((string?)name)?.Normalize());
        Assert.Equal([.. Names.Reverse().Select(name => name.Normalize()), null], folded);
    }

    [Fact]
    public async Task Groups_and_distinct_values_come_in_the_same_order()
    {
        var version = await VersionAsync("select * from (" + Named(39) + ") where no % 13 in (2, 5, 6, 7)", native: true);

        Assert.Equal(["Ánh", "Dung", "Đông", "Hoa"], await ColumnAsync(version, "?group=name&agg=count"));
        Assert.Equal(["Hoa", "Đông", "Dung", "Ánh"], await ColumnAsync(version, "?group=name&agg=count&sort=-name"));
        Assert.Equal(["Ánh", "Dung", "Đông", "Hoa"], await ColumnAsync(version, "?select=name&distinct=true"));
        Assert.Equal(["Hoa", "Đông", "Dung"], await ColumnAsync(version, "?select=name&distinct=true&sort=-name&limit=3"));
    }

    [Fact]
    public async Task A_mask_is_sorted_as_the_text_that_it_shows()
    {
        var version = await VersionAsync(Named(13), native: false);
        var access = new QueryAccess
        {
            Fields = new Dictionary<string, FieldView> { ["name"] = FieldView.Masked("left({column}, 1)") },
        };

        var first = WarehouseSample.Prepare(version, "?select=name&sort=name&limit=6", access: access);
        var page = await sample.Runner.PageAsync(first, CancellationToken.None);
        Assert.Equal(["", "A", "Á", "Ă", "Â", "D"], page.Rows.Select(row => row[0]));
        var second = WarehouseSample.Prepare(
            version, "?select=name&sort=name&limit=6&after=" + page.Next, access: access);
        page = await sample.Runner.PageAsync(second, CancellationToken.None);
        Assert.Equal(["Đ", "H", "H", "H", "Y", "z"], page.Rows.Select(row => row[0]));
    }

    [Theory]
    [InlineData(100_000, "Đỗ")]
    [InlineData(100_001, "z")]
    public async Task A_large_version_is_sorted_by_bytes(int rows, string second)
    {
        var version = await VersionAsync(
            $"select i::bigint as no, case i when 5 then 'Đỗ' when 6 then 'z' when 7 then 'a' end as name from range({rows}) t(i)",
            native: true);

        Assert.Equal(["a", second], await ColumnAsync(version, "?select=name&sort=name&limit=2"));
        Assert.Equal(rows == 100_000 ? [7, 5, 6] : [7L, 6, 5], (await NumbersAsync(version, "?sort=name&limit=1", 3)));
    }

    private static string Named(int rows) =>
        $"""
        select i::bigint as no, ([{string.Join(", ", Names.Select(name => $"'{name}'"))}, null])[1 + i % 13] as name,
               case when i % 3 > 0 then (i % 3)::double end as budget
        from range({rows}) t(i)
        """;

    private async Task<DatasetVersion> VersionAsync(string select, bool native)
    {
        var version = WarehouseSample.Version(1, sample.File(select));
        if (native)
        {
            await sample.Compute.WarmAsync(version, WarehouseSample.Contract, CancellationToken.None);
        }
        return version;
    }

    private async Task<List<object?>> ColumnAsync(DatasetVersion version, string address)
    {
        var page = await sample.Runner.PageAsync(WarehouseSample.Prepare(version, address), CancellationToken.None);
        return [.. page.Rows.Select(row => row[0])];
    }

    private async Task<List<long>> NumbersAsync(DatasetVersion version, string address, int most = int.MaxValue)
    {
        var (numbers, next) = (new List<long>(), "");
        do
        {
            var page = await sample.Runner.PageAsync(WarehouseSample.Prepare(version, address + next), CancellationToken.None);
            numbers.AddRange(page.Rows.Select(row => (long)row[0]!));
            next = page.Next is null ? null : "&after=" + page.Next;
        }
        while (next is not null && numbers.Count < most);
        return numbers;
    }
}
