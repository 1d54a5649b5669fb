using System.Text;
using Phusa.Intake.Contracts;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Privacy;

/// <summary>
/// The whole program over datasets about persons, and somebody of each standing towards them. Every telephone ends in
/// 5678 and begins with 09, every illness ends in 7788; a mask leaves the end of either.
/// </summary>
public sealed class Households : IAsyncLifetime
{
    public const string Phone = "0912345678", MaskedPhone = "******5678", Illness = "B20-7788", MaskedIllness = "****7788";

    private const string Header = "code,agency,phone,illness,members\n";
    private const string First = Header + $"H1,H21.13,{Phone},{Illness},4\nH2,H21.24,0922225678,C34-7788,40\nH3,H21.13,,,2\n";
    private const string Second = Header + $"H1,H21.13,{Phone},{Illness},5\nH2,H21.24,0933335678,C34-7788,40\nH3,H21.13,0944445678,,nhiều\n";

    private readonly PhusaHost host = new();
    private Dictionary<string, HttpClient> browsers = [];

    public PhusaHost Host => host;

    /// <summary>The load of <c>shared_homes</c> that rejected a row.</summary>
    public Guid Load { get; private set; }

    public async Task InitializeAsync()
    {
        await host.InitializeAsync();
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
            foreach (var (name, grant) in new[] { ("other", new RoleGrant(Role.Steward, PhusaHost.OtherDepartment)),
                ("chief", new RoleGrant(Role.Leader, PhusaHost.Department)) })
            {
                Assert.True((await accounts.CreateAsync(name, name, PhusaHost.Password, [grant], default)).IsDone);
            }
        }
        browsers = new()
        {
            ["anyone"] = host.Anyone(), ["own"] = await host.AsAsync(Role.Steward),
            ["other"] = await host.SignInAsync("other", PhusaHost.Password),
            ["chief"] = await host.SignInAsync("chief", PhusaHost.Password),
        };
        foreach (var (name, kind, more) in new[] { ("shared_homes", "shared", ""), ("restricted_homes", "restricted", ""),
            ("divided_homes", "restricted", "  - { property: phusa.agencyField, value: agency }\n") })
        {
            await host.RegisterAsync(Contract(name, kind, more));
            await ImportAsync(name, First);
            var load = await ImportAsync(name, Second);
            Load = name == "shared_homes" ? load.Id : Load;
        }
        await host.RegisterAsync(Persons);
        await ImportAsync("persons", $"id,name\n064190001234,Rơ Châm Hoa\n064190005555,Siu Bình\n");
    }

    public Task DisposeAsync() => host.DisposeAsync();

    /// <summary>Somebody by their standing, the same for all tests; <c>anyone</c> has not signed in.</summary>
    public HttpClient As(string who) => browsers[who];

    /// <summary>The record of reads of a dataset, newest first.</summary>
    public Task<IReadOnlyList<PersonalRead>> ReadsAsync(string dataset) => host.Services.GetRequiredService<PersonalReads>()
        .ListAsync(dataset, DateTimeOffset.UtcNow.AddMinutes(1), 1000, default);

    private async Task<Load> ImportAsync(string dataset, string csv)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var load = await host.Services.GetRequiredService<Importer>().RunAsync(
            dataset, $"{dataset}.csv", bytes, "test", null, default);
        Assert.True(load.IsDone, string.Join('\n', load.Problems));
        Assert.NotNull(load.Value.Version);
        return load.Value;
    }

    private static string Contract(string name, string kind, string more) =>
        $$"""
        apiVersion: v3.1.0
        kind: DataContract
        id: test.{{name}}
        name: {{name}}
        version: 1.0.0
        status: active
        schema:
          - name: rows
            logicalType: object
            properties:
              - { name: code, logicalType: string, primaryKey: true, primaryKeyPosition: 1, required: true }
              - { name: agency, logicalType: string }
              - name: phone
                logicalType: string
                customProperties: [ { property: phusa.personalData, value: basic }, { property: phusa.mask, value: last4 } ]
                quality:
                  - { name: phone-new, type: custom, engine: phusa, severity: warning, implementation: { kind: expression, expression: "phone not like '092%' and phone not like '093%'" } }
              - name: illness
                logicalType: string
                customProperties: [ { property: phusa.personalData, value: sensitive }, { property: phusa.mask, value: last4 } ]
              - name: members
                logicalType: integer
                quality:
                  - { name: members-few, type: custom, engine: phusa, severity: warning, implementation: { kind: expression, expression: "members < 3" } }
        customProperties:
          - { property: phusa.titleVi, value: "Hộ {{name}}" }
          - { property: phusa.agency, value: H21.13 }
          - { property: phusa.classification, value: {{kind}} }
          - { property: phusa.load, value: upsert }
        {{more}}
        """;

    private const string Persons =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: test.persons
        name: persons
        version: 1.0.0
        status: active
        schema:
          - name: rows
            logicalType: object
            properties:
              - name: id
                logicalType: string
                primaryKey: true
                primaryKeyPosition: 1
                required: true
                customProperties: [ { property: phusa.personalData, value: basic }, { property: phusa.mask, value: province } ]
              - { name: name, logicalType: string }
        customProperties:
          - { property: phusa.agency, value: H21.13 }
          - { property: phusa.classification, value: open }
          - { property: phusa.serve, value: { lookup: [ id ] } }
        """;
}
