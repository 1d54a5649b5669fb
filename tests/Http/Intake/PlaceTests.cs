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
        await ReachedAsync(steward, page, "finished");
        Assert.Contains(">Số liệu</option>", WebUtility.HtmlDecode(await steward.GetStringAsync(page)), StringComparison.Ordinal);

        await PhusaHost.SubmitAsync(steward, page, page + "/choices", ("part", "Số liệu"), ("header", ""));

        var load = await ReachedAsync(steward, page, "checked");
        Assert.Equal(1, load.GetProperty("accepted").GetInt32());
        Assert.Equal(["Bìa", "Số liệu"], load.GetProperty("parts").EnumerateArray().Select(part => part.GetString()));
    }

    [Fact]
    public async Task A_program_names_the_sheet_at_once()
    {
        await RegisterAsync("named");
        var steward = await host.AsAsync(Role.Steward);
        var id = await SendAsync(steward, "/api/v1/datasets/named/loads?file=a.xlsx&part=S%E1%BB%91%20li%E1%BB%87u&headerLine=1&commit=true");

        var load = await ReachedAsync(steward, $"/loads/{id}", "finished");
        Assert.Equal("accepted", load.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_program_that_sends_pieces_names_the_sheet_when_it_begins()
    {
        await RegisterAsync("pieces");
        var steward = await host.AsAsync(Role.Steward);
        var begun = await steward.PostAsJsonAsync("/api/v1/uploads", new
        {
            dataset = "pieces", fileName = "a.xlsx", size = Book.Length, part = "Số liệu", headerLine = 1, commit = true,
        });
        Assert.Equal(HttpStatusCode.Created, begun.StatusCode);
        using var piece = new HttpRequestMessage(HttpMethod.Patch, begun.Headers.Location)
        {
            Content = new ByteArrayContent(Book), Headers = { { "Upload-Offset", "0" } },
        };
        var sent = await (await steward.SendAsync(piece)).Content.ReadFromJsonAsync<JsonElement>();

        var load = await ReachedAsync(steward, sent.GetProperty("page").GetString()!, "finished");
        Assert.Equal("accepted", load.GetProperty("outcome").GetString());
    }

    private static async Task<string> SendAsync(HttpClient steward, string address)
    {
        var sent = await steward.PostAsync(address, new ByteArrayContent(Book));
        return (await sent.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private static async Task<JsonElement> ReachedAsync(HttpClient steward, string page, string state)
    {
        for (var attempt = 0; attempt < 300; attempt++)
        {
            var load = await steward.GetFromJsonAsync<JsonElement>("/api/v1" + page);
            if (load.GetProperty("state").GetString() == state)
            {
                return load;
            }
            await Task.Delay(100);
        }
        throw new TimeoutException($"{page} is not {state}");
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
