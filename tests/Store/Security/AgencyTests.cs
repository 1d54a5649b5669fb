namespace Phusa.Tests.Store.Security;

public abstract class AgencyTests(IRecordsEngine engine) : SecurityTests(engine)
{
    [EngineFact]
    public async Task Agencies_are_saved_in_any_order_and_found_as_a_tree()
    {
        var ended = Agency("H21.05.01", "H21.05") with { ValidTo = new(2026, 1, 1) };
        Assert.True((await Agencies.SaveAsync([ended], default)).IsDone);

        var tree = await Agencies.TreeAsync(default);

        Assert.Equal(ended, tree.Find("H21.05.01"));
        Assert.Equal(["H21.05", "H21"], tree.Ancestors("H21.05.01").Select(agency => agency.Code));
    }

    [EngineFact]
    public async Task An_unknown_parent_or_a_ring_is_refused_and_nothing_is_saved()
    {
        var refused = await Agencies.SaveAsync(
            [Agency("H21.06", "H99"), Agency("H21", "H21.05"), Agency("H21.07", "H21.05")], default);

        Assert.Equal(
            ["agency.parent-unknown", "agency.parent-ring", "agency.parent-ring"],
            refused.Problems.Select(problem => problem.Code));
        Assert.Equal(2, (await Agencies.TreeAsync(default)).All.Count);
    }

    [EngineFact]
    public async Task The_tree_follows_what_another_node_saved_within_half_a_minute()
    {
        await Agencies.TreeAsync(default);
        await Database.ExecuteAsync(new("update security_agency set short_name = 'KHCN' where code = 'H21.05'"),
            default);

        Assert.Equal("H21.05", (await Agencies.TreeAsync(default)).Find("H21.05")!.ShortName);
        Time.Pass(TimeSpan.FromSeconds(30));
        Assert.Equal("KHCN", (await Agencies.TreeAsync(default)).Find("H21.05")!.ShortName);
    }
}

public sealed class SqliteAgencyTests() : AgencyTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresAgencyTests(PostgresFixture postgres) : AgencyTests(postgres);
