using System.Net;
using Phusa.Catalog.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Tests.Http.OpenData;

/// <summary>One row by its key, out of the serving table where the contract keeps one.</summary>
[Collection(PortalHostGroup.Name)]
public sealed class LookUpTests(PortalHost host)
{
    private const string Header = "code,name,count,length_km,cost,is_open,opened_on,seen_at,phone\n";

    [Fact]
    public async Task A_served_row_says_what_the_query_says_masks_and_all()
    {
        await MakeAsync("served", Header
            + "A1,Quốc lộ \"một\",3,12.5,1234.50,true,2025-12-31,2025-12-31T07:30:00,0912345678\n"
            + "A2,Đường tỉnh hai,,,,,,,\n");
        foreach (var key in new[] { "A1", "A2" })
        {
            var served = await host.JsonAsync($"/api/v1/datasets/served/rows/{key}");
            var queried = await host.JsonAsync($"/api/v1/datasets/served/rows?code={key}");

            Assert.Equal(queried["rows"]![0]!.ToJsonString(), served["row"]!.ToJsonString());
        }
        Assert.Equal("******5678", (string?)(await host.JsonAsync("/api/v1/datasets/served/rows/A1"))["row"]!["phone"]);
        var clear = await host.JsonAsync("/api/v1/datasets/served/rows/A1", by: await host.StewardAsync());
        Assert.Equal("0912345678", (string?)clear["row"]!["phone"]);
    }

    [Fact]
    public async Task Each_version_serves_its_own_rows()
    {
        await MakeAsync("served_twice", Header + "A1,Một,1,,,,,,\nA2,Hai,2,,,,,,\n");
        await host.ImportAsync("served_twice", Header + "A1,Một mới,1,,,,,,\nA3,Ba,3,,,,,,\n");

        var changed = await host.JsonAsync("/api/v1/datasets/served_twice/rows/A1");

        Assert.Equal((2L, "Một mới"), ((long)changed["version"]!, (string?)changed["row"]!["name"]));
        Assert.Equal("Ba", (string?)(await host.JsonAsync("/api/v1/datasets/served_twice/rows/A3"))["row"]!["name"]);
        var gone = await host.JsonAsync("/api/v1/datasets/served_twice/rows/A2", HttpStatusCode.NotFound);
        Assert.StartsWith("row", (string?)gone["codes"]![0], StringComparison.Ordinal);
        Assert.StartsWith("/api/v1/why/", (string?)changed["why"], StringComparison.Ordinal);
        await host.JsonAsync((string)changed["why"]!);
    }

    [Fact]
    public async Task What_is_not_in_the_table_any_more_is_still_found_by_a_query()
    {
        await MakeAsync("unserved", Header + "A1,Một,1,,,,,,\n");
        var dataset = (await host.Services.GetRequiredService<Datasets>().FindAsync("unserved", default))!;
        Assert.NotNull(await host.Services.GetRequiredService<ServingTable>().FindAsync(dataset.Id, "A1", default));
        await host.Services.GetRequiredService<Phusa.Kernel.Data.Database>().ExecuteAsync(
            new("delete from warehouse_serving where dataset_id = @dataset", ("dataset", dataset.Id)), default);

        var found = await host.JsonAsync("/api/v1/datasets/unserved/rows/A1");

        Assert.Equal("Một", (string?)found["row"]!["name"]);
    }

    private async Task MakeAsync(string name, string csv)
    {
        await host.RegisterAsync(Contract(name));
        await host.ImportAsync(name, csv);
    }

    private static string Contract(string name) =>
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
              - { name: name, logicalType: string }
              - { name: count, logicalType: integer }
              - { name: length_km, logicalType: number }
              - { name: cost, logicalType: number, physicalType: "decimal(18,2)" }
              - { name: is_open, logicalType: boolean }
              - { name: opened_on, logicalType: date }
              - { name: seen_at, logicalType: timestamp }
              - name: phone
                logicalType: string
                customProperties: [ { property: phusa.personalData, value: basic }, { property: phusa.mask, value: last4 } ]
        customProperties:
          - { property: phusa.agency, value: H99.01 }
          - { property: phusa.classification, value: open }
          - { property: phusa.load, value: replace }
          - { property: phusa.serve, value: { lookup: [ code ] } }
        """;
}
