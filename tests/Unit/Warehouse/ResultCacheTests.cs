using Microsoft.Extensions.Options;
using Phusa.Warehouse.Caching;
using Phusa.Warehouse.Contracts;

namespace Phusa.Tests.Unit.Warehouse;

public sealed class ResultCacheTests
{
    private readonly ResultCache cache = new(Options.Create(new WarehouseOptions { ResultMegabytes = 1 }));

    [Fact]
    public void The_least_used_answers_go_first()
    {
        for (var i = 0; i < 5; i++)
        {
            cache.Keep($"{i}", new(new byte[200_000], i));
        }
        Assert.NotNull(cache.Find("0"));
        cache.Keep("5", new(new byte[200_000], 5));

        Assert.NotNull(cache.Find("0"));
        Assert.Null(cache.Find("1"));
        Assert.Equal(5, cache.Find("5")!.Rows);
    }

    [Fact]
    public void An_answer_too_large_is_not_kept()
    {
        cache.Keep("large", new(new byte[600_000], 1));

        Assert.Null(cache.Find("large"));
    }
}
