using System.Text;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Loads;
using Phusa.Intake.Rejects;
using Phusa.Kernel.Data;

namespace Phusa.Tests.Store.Intake;

/// <summary>Why a total moves, told before anything is committed; and which loads belong together.</summary>
public abstract class TotalTests(IRecordsEngine engine) : ProjectsTests(engine)
{
    private const string File = Head + "1,Cầu,12,\n2,Đường,5,\n";

    [EngineFact]
    public async Task New_changed_and_removed_rows_add_up_to_the_difference()
    {
        await Spine.ImportAsync("projects", Head + "1,Cầu,10.5,\n9,Đê,4,\n");

        Assert.Equal(new TotalChange("budget", 14.5, 17, 5, 1.5, -4), await TotalAsync(LoadMode.Replace));
        Assert.Equal(new TotalChange("budget", 14.5, 21, 5, 1.5, 0), await TotalAsync(LoadMode.Upsert));
        Assert.Equal(new TotalChange("budget", 14.5, 4, 0, 0, -10.5), await TotalAsync(LoadMode.Delete));
        // The row whose key is served already is rejected, not added.
        Assert.Equal(new TotalChange("budget", 14.5, 19.5, 5, 0, 0), await TotalAsync(LoadMode.Append));
    }

    [EngineFact]
    public async Task Without_a_key_only_the_totals_are_told()
    {
        await Spine.RegisterAsync(
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: test.heap
            name: heap
            version: 1.0.0
            status: active
            schema:
              - name: heap
                logicalType: object
                properties:
                  - { name: area, logicalType: number, customProperties: [ { property: phusa.unit, value: ha } ] }
                  - { name: share, logicalType: number, customProperties: [ { property: phusa.unit, value: "%" } ] }
                  - { name: number, logicalType: integer }
            customProperties: [ { property: phusa.load, value: replace } ]
            """);
        await Spine.ImportAsync("heap", "area,share,number\n1,2,3\n");

        var load = await Spine.ImportAsync("heap", "area,share,number\n5,2,3\n,,1\n");

        Assert.Equal([new TotalChange("area", 1, 5, null, null, null)],
            (await Spine.Get<RunStore>().DifferenceAsync(load.Id, default))!.Totals);
    }

    [EngineFact]
    public async Task A_load_is_seen_as_checked_only_together_with_its_comparison()
    {
        var load = await ReceiveAsync(File);
        var staged = await Spine.Get<CheckLoad>().RunAsync(load, new(), default);
        Assert.Equal(LoadState.Checked, staged.State);
        Assert.Equal(LoadState.Checking, (await Loads.FindAsync(load.Id, default))!.State);

        await Spine.Get<RunLoad>().CheckAsync(load.Id, default);

        Assert.Equal(LoadState.Checked, (await Loads.FindAsync(load.Id, default))!.State);
        Assert.Equal(2, (await Spine.Get<RunStore>().DifferenceAsync(load.Id, default))!.Rows);
    }

    [EngineFact]
    public async Task A_load_to_be_committed_goes_on_without_waiting_also_after_a_restart()
    {
        var load = await ReceiveAsync(File, Onward.Commit);

        await Spine.Get<RunLoad>().CheckAsync(load.Id, Onward.Commit, default);
        Assert.Equal(LoadState.Committing, (await Loads.FindAsync(load.Id, default))!.State);
        // The program died here; its job is run again from the beginning.
        await new CheckJob(Spine.Get<RunLoad>()).RunAsync(
            new(Guid.NewGuid(), CheckJob.Name, JsonStorage.Write(new LoadWork(load.Id, Commit: true)), 2), default);

        Assert.Equal(2, (await Loads.FindAsync(load.Id, default))!.Version);
    }

    [EngineFact]
    public async Task A_load_and_those_that_bring_its_rows_back_know_each_other()
    {
        var first = await CheckAsync(Head + "2,Đường,43.5 triệu,\n4,Chợ,7,\n");
        await Spine.Get<MendRows>().AllAsync(first, default);
        var whole = (await Spine.Get<ResubmitMended>().RunAsync(first, "test", default)).Value!;

        Assert.Equal([whole.Id], (await Loads.LinksAsync(first, default)).Next.Select(load => load.Id));
        Assert.Equal(first.Id, (await Loads.LinksAsync(whole, default)).Replaced!.Id);
        var received = await Spine.Get<ReceiveLoad>().RunAsync(
            "projects", new IncomingFile("sua.csv", "upload", "test", Resubmits: whole.Id), new MemoryStream(Encoding.UTF8.GetBytes(File)), default);
        var links = await Loads.LinksAsync(received.Value!, default);
        Assert.Equal((whole.Id, null, 0), (links.Parent!.Id, links.Replaced, links.Next.Count));
        Assert.Equal([received.Value!.Id], (await Loads.LinksAsync(whole, default)).Next.Select(load => load.Id));
    }

    private async Task<TotalChange> TotalAsync(LoadMode mode)
    {
        var received = await Spine.Get<ReceiveLoad>().RunAsync(
            "projects", new IncomingFile("a.csv", "upload", "test", mode), new MemoryStream(Encoding.UTF8.GetBytes(File)), default);
        await Spine.Get<RunLoad>().CheckAsync(received.Value!.Id, default);
        return Assert.Single((await Spine.Get<RunStore>().DifferenceAsync(received.Value.Id, default))!.Totals);
    }
}

public sealed class SqliteTotalTests() : TotalTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresTotalTests(PostgresFixture postgres) : TotalTests(postgres);
