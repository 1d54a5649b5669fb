using Phusa.Catalog;
using Phusa.Catalog.Contracts;
using Phusa.Exchange;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Members;
using Phusa.Exchange.Systems;
using Phusa.Kernel;
using Phusa.Security;
using Phusa.Security.Contracts;
using Phusa.Tests.Store.Security;

namespace Phusa.Tests.Store.Exchange;

/// <summary>The module's own services over a migrated database with two agencies, and a clock that tests move.</summary>
public abstract class ExchangeTests(IRecordsEngine engine) : RecordsTests(
    engine, new KernelModule(), new SecurityModule(), new CatalogModule(), new ExchangeModule())
{
    private ServiceProvider? services;

    protected static Caller Office { get; } =
        new(Guid.NewGuid(), "Lê Minh Châu", [new(Role.DataOffice, "H21.13")], SignInMethod.Session, null, "10.0.0.1");

    protected static Caller Steward { get; } =
        new(Guid.NewGuid(), "Hồ Thị Mai", [new(Role.Steward, "H21.15")], SignInMethod.Session, null, "10.0.0.2");

    protected Clock Time { get; } = new();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("Data", Folder), new("Exchange:UpstreamNetworks", "127.0.0.0/8")]).Build();
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(Time);
        collection.AddSingleton(Database);
        new SecurityModule().Add(collection, configuration);
        new CatalogModule().Add(collection, configuration);
        new ExchangeModule().Add(collection, configuration);
        services = collection.BuildServiceProvider();
        var saved = await Get<Agencies>().SaveAsync(
        [
            new("H21", "Uỷ ban nhân dân tỉnh", "Province", "UBND", null, new(2025, 7, 1)),
            new("H21.15", "Sở Y tế", "Health", "SYT", "H21", new(2025, 7, 1)),
            new("H21.11", "Sở Thông tin", "Information", "STTTT", "H21", new(2020, 1, 1), new(2025, 7, 1)),
        ], default);
        Assert.True(saved.IsDone);
    }

    public override async Task DisposeAsync()
    {
        if (services is not null)
        {
            await services.DisposeAsync();
        }
        await base.DisposeAsync();
    }

    protected T Get<T>() where T : notnull => services!.GetRequiredService<T>();

    internal async Task<Phusa.Exchange.Members.Member> MemberAsync(string agency = "H21.15")
    {
        var made = await Get<RegisterMember>().RunAsync(Office, new(agency), default);
        return made.Value ?? throw new InvalidOperationException(string.Join("; ", made.Problems));
    }

    /// <summary>A dataset of the health department with a key, a field for each class of personal data, and no rows.</summary>
    internal async Task<Dataset> DatasetAsync(string name, string classification)
    {
        var made = await Get<Phusa.Catalog.Contracts.Datasets>().RegisterAsync(
            $$"""
            apiVersion: v3.1.0
            kind: DataContract
            id: test.{{name}}
            name: {{name}}
            version: 1.0.0
            status: active
            schema:
              - name: {{name}}
                logicalType: object
                properties:
                  - { name: "no", logicalType: integer, primaryKey: true, primaryKeyPosition: 1, required: true }
                  - { name: commune, logicalType: string }
                  - { name: keeper, logicalType: string, customProperties: [ { property: phusa.personalData, value: basic }, { property: phusa.mask, value: initials } ] }
                  - { name: phone, logicalType: string, customProperties: [ { property: phusa.personalData, value: basic } ] }
                  - { name: illness, logicalType: string, customProperties: [ { property: phusa.personalData, value: sensitive }, { property: phusa.mask, value: hash } ] }
            customProperties:
              - { property: phusa.agency, value: H21.15 }
              - { property: phusa.titleVi, value: Giếng {{name}} }
              - { property: phusa.classification, value: {{classification}} }
            """, "test.yaml", "test", default);
        return made.Value ?? throw new InvalidOperationException(string.Join("; ", made.Problems));
    }

    internal static MemberSystemOrder Order(string code) =>
        new(code, "Hệ thống " + code, ContactName: "Nguyễn Văn An", ContactEmail: "an@gialai.gov.vn");

    /// <summary>A system that may call.</summary>
    internal async Task<MemberSystem> SystemAsync(string code = "mot-cua")
    {
        var made = await Get<RegisterSystem>().RunAsync(Office, (await MemberAsync()).Id, Order(code), default);
        Time.Pass(TimeSpan.FromSeconds(1));
        var active = await Get<SuspendSystem>().ActivateAsync(Office, made.Value!.Id, default);
        Time.Pass(TimeSpan.FromSeconds(1));
        return active.Value!;
    }
}
