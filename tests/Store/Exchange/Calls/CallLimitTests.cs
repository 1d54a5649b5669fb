using Phusa.Exchange;
using Phusa.Exchange.Agreements;
using Phusa.Exchange.Calls;
using Phusa.Kernel;
using Phusa.Security;
using Phusa.Tests.Store.Security;

namespace Phusa.Tests.Store.Exchange.Calls;

public abstract class CallLimitTests(IRecordsEngine engine)
    : RecordsTests(engine, new KernelModule(), new SecurityModule(), new ExchangeModule())
{
    /// <summary>Three in the afternoon in Vietnam.</summary>
    private readonly Clock clock = new();

    [EngineFact]
    public async Task Two_nodes_together_let_through_what_is_allowed_and_not_one_more()
    {
        using var one = new CallLimits(Database, clock);
        using var other = new CallLimits(Database, clock);
        var agreement = Agreed(quota: 101, rate: null);

        var taken = await Task.WhenAll(Enumerable.Range(0, 300).Select(async call =>
            (await (call % 3 == 0 ? one : other).TakeAsync(agreement, default))[0].Left is not null));

        Assert.Equal(101, taken.Count(was => was));
        Assert.Null((await one.TakeAsync(agreement, default))[0].Left);
        clock.Pass(TimeSpan.FromHours(9));
        Assert.NotNull((await one.TakeAsync(agreement, default))[0].Left);
        Assert.Equal(1, await Database.CountAsync(new("select count(*) from exchange_call_count"), default));
    }

    [EngineFact]
    public async Task A_minute_ends_and_the_day_goes_on()
    {
        using var limits = new CallLimits(Database, clock);
        var agreement = Agreed(quota: 3, rate: 2);
        clock.Pass(TimeSpan.FromSeconds(30));

        Assert.Equal([1, 2], Left(await limits.TakeAsync(agreement, default)));
        Assert.Equal([0, 1], Left(await limits.TakeAsync(agreement, default)));
        var reached = Assert.Single(await limits.TakeAsync(agreement, default));
        Assert.Equal((false, null, TimeSpan.FromSeconds(30)), (reached.IsDay, reached.Left, reached.Reset));
        clock.Pass(TimeSpan.FromSeconds(30));
        Assert.Equal([1, 0], Left(await limits.TakeAsync(agreement, default)));
        var over = (await limits.TakeAsync(agreement, default))[^1];
        Assert.Equal((true, null, new TimeSpan(8, 59, 0)), (over.IsDay, over.Left, over.Reset));
        Assert.Equal(2, await Database.CountAsync(new("select count(*) from exchange_call_count"), default));
    }

    private static long?[] Left(IReadOnlyList<CallLimit> limits) => [.. limits.Select(limit => limit.Left)];

    private static Agreement Agreed(int? quota, int? rate) => new(
        Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), null,
        new("Thử", "Luật", ["no"], null, quota, rate, null, default, DateOnly.MaxValue, false, false), AgreementState.Granted,
        new(null, "An", default), default, null, null, null, null, 0);
}

public sealed class SqliteCallLimitTests() : CallLimitTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresCallLimitTests(PostgresFixture postgres) : CallLimitTests(postgres);
