using System.Net;
using System.Text.Json;
using Phusa.Security.Contracts;
using Phusa.Tests.Unit.Intake.Reading;
using static Phusa.Tests.Unit.Intake.Reading.TinyWorkbook;

namespace Phusa.Tests.Http.Intake;

/// <summary>A steward, or a program, says which sheet of a workbook is meant.</summary>
public sealed class PlaceTests(PhusaHost host) : IClassFixture<PhusaHost>
{
    private static readonly byte[] Book = new TinyWorkbook()
        .Sheet("Bìa", [(1, T("A1", "Người lập") + T("B1", "Lan"))])
        .Sheet("Số liệu", [(1, T("A1", "no") + T("B1", "name")), (2, N("A2", "2") + T("B2", "Đường"))]).Bytes();

    [Fact]
    public async Task The_report_of_a_refused_workbook_lets_the_steward_choose_a_sheet()
    {
        await RegisterAsync("sheets");
        var steward = await host.AsAsync(Role.Steward);
        var page = $"/loads/{await SendAsync(steward, "/api/v1/datasets/sheets/loads?file=a.xlsx")}";
        Assert.Contains(">Số liệu</option>", WebUtility.HtmlDecode(await steward.GetStringAsync(page)), StringComparison.Ordinal);

        await PhusaHost.SubmitAsync(steward, page, page + "/choices", ("part", "Số liệu"), ("header", ""));

        var load = await steward.GetFromJsonAsync<JsonElement>("/api/v1" + page);
        Assert.Equal(("checked", 1), (load.GetProperty("state").GetString(), load.GetProperty("accepted").GetInt32()));
        Assert.Equal(["Bìa", "Số liệu"], load.GetProperty("parts").EnumerateArray().Select(part => part.GetString()));
    }

    [Fact]
    public async Task A_program_names_the_sheet_at_once()
    {
        await RegisterAsync("named");
        var steward = await host.AsAsync(Role.Steward);
        var id = await SendAsync(steward, "/api/v1/datasets/named/loads?file=a.xlsx&part=S%E1%BB%91%20li%E1%BB%87u&headerLine=1&commit=true");

        var load = await steward.GetFromJsonAsync<JsonElement>($"/api/v1/loads/{id}");
        Assert.Equal("accepted", load.GetProperty("outcome").GetString());
    }

    private static async Task<string> SendAsync(HttpClient steward, string address)
    {
        var sent = await steward.PostAsync(address, new ByteArrayContent(Book));
        var id = (await sent.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        await steward.GetStringAsync($"/api/v1/loads/{id}/events");
        return id;
    }

    private async Task RegisterAsync(string name) => await host.RegisterAsync(
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
              - { name: name, logicalType: string, required: true }
        customProperties: [ { property: phusa.agency, value: H21.13 } ]
        """);
}
