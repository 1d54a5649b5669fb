using System.Net;
using System.Text.Json.Nodes;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Exchange;

/// <summary>What people are told of calls that asked for them.</summary>
public sealed class PersonOfCallsTests(ExchangeHost host) : IClassFixture<ExchangeHost>
{
    private const string Root = $"/x/{PhusaHost.Department}";

    [Fact]
    public async Task Every_call_that_asked_for_a_person_is_told_once_with_names_reason_and_what_was_learned()
    {
        const string number = "064093000021";
        var service = await host.OfferedAsync("told_wells", $"no,commune,phone\n1,{number},0912345678\n");
        var (client, _) = await host.GrantedAsync(service, order => order with { NeedsCase = true });
        var (stranger, _) = await host.GrantedAsync(await host.OfferedAsync("other_told_wells"));
        client.DefaultRequestHeaders.Add("Phusa-Case", "H21.13-261122-0007");
        var path = $"{Root}/told_wells/v1";
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"{path}/rows?commune=eq.{number}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"{path}/exists/{number}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{path}/rows/{number}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync($"{path}/rows/{number}")).StatusCode);

        var auditor = await host.AsAsync(Role.Auditor);
        var told = await AskAsync(auditor, new { citizenNumber = number });
        Assert.Equal(["refused", "nothing", "existence", "asked"], told["accesses"]!.AsArray().Select(one => (string?)one!["learned"]));
        var read = told["accesses"]![3]!;
        Assert.Equal(("told_wells", "H21.13-261122-0007"), ((string?)read["dataset"], (string?)read["case"]));
        Assert.Equal(["no", "commune"], read["fields"]!.AsArray().Select(field => (string?)field));
        Assert.Equal(
            "Hệ thống “Hệ thống thử” của Công ty thử nghiệm đã tra cứu no, commune trong dịch vụ “told_wells” của Sở Khoa học và Công nghệ, và được xem nếu có bản ghi. "
            + "Lý do: Giải quyết thủ tục. Căn cứ: Nghị định 278/2025/NĐ-CP. Hồ sơ: H21.13-261122-0007.",
            (string?)read["said"]);

        var first = await AskAsync(auditor, new { citizenNumber = number, limit = 2 });
        Assert.Equal(["accesses", "refused"], first["accesses"]!.AsArray().Select(one => (string?)one!["learned"]));
        var rest = await AskAsync(auditor, new { citizenNumber = number, after = (long)first["next"]! });
        Assert.Equal(["nothing", "existence", "asked"], rest["accesses"]!.AsArray().Select(one => (string?)one!["learned"]));
        Assert.Null((long?)rest["next"]);
    }

    [Fact]
    public async Task The_page_the_print_and_the_table_tell_the_same()
    {
        const string number = "064093000022";
        var (client, _) = await host.GrantedAsync(await host.OfferedAsync("printed_wells"));
        await client.GetAsync($"{Root}/printed_wells/v1/exists/{number}");
        var auditor = await host.AsAsync(Role.Auditor);
        const string said = "chỉ được biết có hay không. Lý do: Giải quyết thủ tục.";

        var print = await SubmitAsync(auditor, "/audit/person/print", number);
        Assert.Contains(said, print, StringComparison.Ordinal);
        Assert.DoesNotContain(number, print, StringComparison.Ordinal);
        Assert.Contains("tận cùng bằng 0022", print, StringComparison.Ordinal);
        var csv = await SubmitAsync(auditor, "/audit/person.csv", number);
        Assert.StartsWith("seq,at,who,what,learned", csv.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Contains(said, csv, StringComparison.Ordinal);
        Assert.Contains(said, await SubmitAsync(auditor, "/audit/person", number), StringComparison.Ordinal);
        Assert.Contains("field-error", await SubmitAsync(auditor, "/audit/person.csv", "1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_system_that_is_withheld_by_law_is_not_told_until_the_end()
    {
        const string number = "064093000023";
        var (client, agreement) = await host.GrantedAsync(await host.OfferedAsync("withheld_wells"));
        await client.GetAsync($"{Root}/withheld_wells/v1/exists/{number}");
        var (office, auditor) = (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Auditor));
        const string page = "/audit/withholdings";
        (string, string)[] order =
        [
            ("orderedBy", "Cơ quan cảnh sát điều tra"), ("citation", "Điều 88 Bộ luật Tố tụng hình sự"), ("kind", "System"),
            ("object", agreement.SystemId.ToString()), ("to", DateTime.UtcNow.AddMonths(2).ToString("yyyy-MM-dd", null)),
        ];
        var refused = await PhusaHost.SubmitAsync(office, page, page, [.. order.Where(field => field.Item1 != "citation")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("không có căn cứ thì không được giữ lại", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await PhusaHost.SubmitAsync(office, page, page, order);
        Assert.Single((await AskAsync(auditor, new { citizenNumber = number }))["accesses"]!.AsArray());

        var listed = await auditor.GetStringAsync(page);
        var id = listed.Split("/audit/withholdings/")[1].Split('/')[0];
        await PhusaHost.SubmitAsync(auditor, page, $"{page}/{id}/confirm");
        var told = await AskAsync(auditor, new { citizenNumber = number });
        Assert.Equal(["accesses"], told["accesses"]!.AsArray().Select(one => (string?)one!["learned"]));
        Assert.Equal(1, (int)told["withheld"]!["count"]!);
        Assert.Contains("1 lần xem chưa được cho người này biết", await SubmitAsync(auditor, "/audit/person", number), StringComparison.Ordinal);
        Assert.DoesNotContain("withheld", await SubmitAsync(auditor, "/audit/person/print", number), StringComparison.Ordinal);

        await PhusaHost.SubmitAsync(office, page, $"{page}/{id}/end", ("reason", "Đã kết thúc điều tra"));
        told = await AskAsync(auditor, new { citizenNumber = number, limit = 1000 });
        Assert.Contains("existence", told["accesses"]!.AsArray().Select(one => (string?)one!["learned"]));
        Assert.Null(told["withheld"]);
    }

    [Fact]
    public async Task A_complaint_about_an_access_is_taken_and_answered_by_the_data_office()
    {
        var (office, auditor) = (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Auditor));
        const string page = "/audit/complaints";
        await AskAsync(auditor, new { citizenNumber = "064093000024" });
        await PhusaHost.SubmitAsync(auditor, "/audit/person", page, ("entry", "0"), ("said", "Sở A đã xem"), ("name", "Bùi Văn Cường"),
            ("contact", "0912345678"), ("body", "Tôi không có hồ sơ nào ở sở này"));
        var listed = await office.GetStringAsync(page);
        Assert.Contains("Bùi Văn Cường", listed, StringComparison.Ordinal);
        Assert.Contains("Chờ trả lời", listed, StringComparison.Ordinal);
        var id = listed.Split("/audit/complaints/")[1].Split('/')[0];
        Assert.Equal(HttpStatusCode.Forbidden,
            (await PhusaHost.SubmitAsync(auditor, "/audit/person", $"{page}/{id}/answer", ("answer", "x"))).StatusCode);
        await PhusaHost.SubmitAsync(office, page, $"{page}/{id}/answer", ("answer", "Lượt xem nhầm, đã chấn chỉnh"));
        Assert.Contains("Lượt xem nhầm, đã chấn chỉnh", await auditor.GetStringAsync(page), StringComparison.Ordinal);
    }

    private static async Task<JsonNode> AskAsync(HttpClient auditor, object asked)
    {
        var answer = await auditor.PostAsJsonAsync("/api/v1/ledger/person", asked);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private static async Task<string> SubmitAsync(HttpClient auditor, string path, string number) =>
        await (await PhusaHost.SubmitAsync(auditor, "/audit/person", path, ("citizenNumber", number))).Content.ReadAsStringAsync();
}
