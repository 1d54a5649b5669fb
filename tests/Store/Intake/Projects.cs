using Phusa.Host;
using Phusa.Intake.Contracts;
using Phusa.Intake.Loads;
using Phusa.Intake.Rejects;
using Phusa.Warehouse.Contracts;

namespace Phusa.Tests.Store.Intake;

/// <summary>A dataset of projects that has a version already, so that a test can show that it goes on serving.</summary>
public abstract class ProjectsTests(IRecordsEngine engine) : RecordsTests(engine, River.Modules)
{
    protected const string Head = "no,name,budget,starts\n";

    protected const string Contract =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: test.projects
        name: projects
        version: 1.0.0
        status: active
        schema:
          - name: projects
            logicalType: object
            properties:
              - { name: "no", businessName: Số thứ tự, logicalType: integer, primaryKey: true, primaryKeyPosition: 1, required: true }
              - { name: name, businessName: Tên dự án, logicalType: string, required: true }
              - name: budget
                businessName: Kinh phí
                logicalType: number
                logicalTypeOptions: { minimum: 0 }
                customProperties: [ { property: phusa.unit, value: triệu đồng } ]
              - { name: starts, businessName: Ngày bắt đầu, logicalType: date }
        customProperties: [ { property: phusa.agency, value: H21.05 }, { property: phusa.load, value: replace } ]
        """;

    protected Spine Spine { get; private set; } = null!;

    internal Lake Lake => Spine.Get<Lake>();

    internal RejectReader Opened => Spine.Get<RejectReader>();

    internal LoadStore Loads => Spine.Get<LoadStore>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Spine = new Spine(Database);
        await Spine.RegisterAsync(Contract);
        Assert.Equal(1, (await Spine.ImportAsync("projects", Head + "1,Cầu,10.5,2024-01-31\n")).Version);
    }

    public override async Task DisposeAsync()
    {
        await Spine.DisposeAsync();
        await base.DisposeAsync();
    }

    protected async Task FirstVersionServesAsync() =>
        Assert.Equal(["1|Cầu|10.5|2024-01-31"], await Spine.ServedAsync("projects", "no, name, budget, starts"));

    internal async Task<Load> ReceiveAsync(string text, Onward onward = Onward.None)
    {
        var received = await Spine.Get<ReceiveLoad>().RunAsync(
            "projects", new IncomingFile("tệp.csv", "upload", "test", Onward: onward),
            new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), default);
        return received.Value ?? throw new InvalidOperationException(string.Join("\n", received.Problems));
    }

    internal async Task<Load> CheckAsync(string text) =>
        await Spine.Get<RunLoad>().CheckAsync((await ReceiveAsync(text)).Id, default)
        ?? throw new InvalidOperationException("The load is gone");
}
