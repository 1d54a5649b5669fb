using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Phusa.Exchange.Agreements;
using Phusa.Exchange.Systems;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Exchange;

/// <summary>Calls to dataset services through the gateway's own address.</summary>
public sealed class DatasetCallTests(ExchangeHost host) : IClassFixture<ExchangeHost>
{
    private const string Root = $"/x/{PhusaHost.Department}";

    [Fact]
    public async Task Every_operation_answers_with_the_agreements_fields_and_a_receipt()
    {
        var (client, agreement) = await host.GrantedAsync(await host.OfferedAsync("called_wells"));

        var looked = await client.GetAsync($"{Root}/called_wells/v1/rows/1");
        Assert.Equal("""{"no":1,"commune":"23560"}""", await looked.Content.ReadAsStringAsync());
        Assert.Equal("no-store", looked.Headers.CacheControl?.ToString());
        var entry = await host.EntryAsync(looked);
        Assert.Equal("call-outcome", (string?)entry["kind"]);
        Assert.Equal(agreement.Id, (Guid?)entry["details"]!["agreement"]);
        Assert.Equal("GET rows/{key}", (string?)entry["details"]!["operation"]);
        Assert.Equal(["no", "commune"], entry["details"]!["fields"]!.AsArray().Select(field => (string?)field));
        Assert.Equal(looked.Headers.GetValues("Phusa-Call").Single(), (string?)entry["details"]!["call"]);

        var listed = await client.GetAsync($"{Root}/called_wells/v1/rows?commune=eq.23563");
        Assert.Equal("2", $"{JsonNode.Parse(await listed.Content.ReadAsStringAsync())!["rows"]![0]!["no"]}");
        Assert.NotNull(await host.EntryAsync(listed));
        Assert.Equal("""{"exists":true}""", await client.GetStringAsync($"{Root}/called_wells/v1/exists/2"));
        Assert.Equal("""{"exists":false}""", await client.GetStringAsync($"{Root}/called_wells/v1/exists/3"));
        Assert.Equal("no,commune", (await client.GetStringAsync($"{Root}/called_wells/v1/file")).TrimStart('\uFEFF').Split('\r', '\n')[0]);
        await host.ImportAsync("called_wells", "no,commune,phone\n1,23561,\n");
        var changes = JsonNode.Parse(await client.GetStringAsync($"{Root}/called_wells/v1/changes?since=1"))!;
        Assert.Equal((1, 0), ((int)changes["changed"]!, (int)changes["removed"]!));
    }

    [Fact]
    public async Task A_system_finds_its_own_call_in_the_ledger_and_its_answer_in_the_entry()
    {
        var service = await host.OfferedAsync("proved_wells");
        var (client, _) = await host.GrantedAsync(service);
        var (other, _) = await host.GrantedAsync(service);
        var answer = await client.GetAsync($"{Root}/proved_wells/v1/rows/1");
        var seq = answer.Seq();

        var evidence = JsonNode.Parse(await client.GetStringAsync($"/x/evidence/{seq}"))!;
        var entry = (string)evidence["entry"]!;
        var salt = Convert.FromBase64String((string)evidence["salts"]!["answer"]!);
        Assert.Equal(
            (string?)JsonNode.Parse(entry)!["sealed"]!["answer"],
            Convert.ToBase64String(HMACSHA256.HashData(salt, await answer.Content.ReadAsByteArrayAsync())));
        var asked = Encoding.UTF8.GetBytes("GET /rows/1\n");
        Assert.Equal(
            (string?)JsonNode.Parse(entry)!["sealed"]!["request"],
            Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String((string)evidence["salts"]!["request"]!), asked)));
        using var anyone = host.Anyone();
        var (_, _, faults) = LedgerAudit.VerifyProof(
            await anyone.GetStringAsync((string)evidence["proof"]!), await anyone.GetStringAsync("/api/v1/ledger/key.pem"), entry);
        Assert.Empty(faults);
        Assert.Equal("call.no-entry", await Answers.CodeAsync(await other.GetAsync($"/x/evidence/{seq}")));
        Assert.Equal(HttpStatusCode.Unauthorized, (await anyone.GetAsync($"/x/evidence/{seq}")).StatusCode);
        var intent = JsonNode.Parse(await client.GetStringAsync($"/x/evidence/{seq - 1}"))!;
        Assert.Equal(seq, (long)intent["outcome"]!);
    }

    [Fact]
    public async Task A_list_that_has_not_changed_is_not_sent_again()
    {
        var (client, _) = await host.GrantedAsync(await host.OfferedAsync("kept_wells"));
        var first = await client.GetAsync($"{Root}/kept_wells/v1/rows");
        using var again = new HttpRequestMessage(HttpMethod.Get, $"{Root}/kept_wells/v1/rows");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        var answer = await client.SendAsync(again);

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
        Assert.Equal(304, (int?)(await host.EntryAsync(answer))["details"]!["status"]);
    }

    [Fact]
    public async Task A_long_answer_has_its_intent_on_the_disk_before_it_begins()
    {
        var rows = string.Concat(Enumerable.Range(1, 20_000).Select(no => $"{no},2356{no % 10},\n"));
        var (client, _) = await host.GrantedAsync(await host.OfferedAsync("long_wells", "no,commune,phone\n" + rows));

        var answer = await client.GetAsync($"{Root}/long_wells/v1/file?format=ndjson");

        Assert.Equal(20_000, (await answer.Content.ReadAsStringAsync()).Count(sign => sign == '\n'));
        var intent = await host.EntryAsync(answer);
        Assert.Equal("call-intent", (string?)intent["kind"]);
        // Whoever speaks HTTP/1.1 takes no trailers: the outcome follows in the ledger.
        var outcome = await host.EntryAsync(answer.Seq() + 1);
        Assert.Equal((string?)intent["details"]!["call"], (string?)outcome["details"]!["call"]);
        Assert.Equal((await answer.Content.ReadAsByteArrayAsync()).Length, (long)outcome["details"]!["answerBytes"]!);
    }

    [Theory]
    [InlineData("rows/9", 404, "service.row-missing")]
    [InlineData("rows?phone=eq.0912345678", 422, "query.hidden-field")]
    [InlineData("rows/1/2", 422, "service.key")]
    [InlineData("changes", 422, "service.since")]
    [InlineData("changes?since=99", 404, "service.version-missing")]
    [InlineData("file?format=doc", 422, "service.format")]
    [InlineData("everything", 404, "call.operation-missing")]
    [InlineData("rows/a%2fb", 400, "path.ambiguous")]
    public async Task What_cannot_be_answered_says_why(string path, int status, string code)
    {
        var name = $"asked_badly_{Math.Abs(path.GetHashCode(StringComparison.Ordinal))}";
        var (client, _) = await host.GrantedAsync(await host.OfferedAsync(name));
        var answer = await client.GetAsync($"{Root}/{name}/v1/{path}");
        Assert.Equal((status, code), ((int)answer.StatusCode, await answer.CodeAsync()));
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Without_a_token_that_holds_nothing_is_told()
    {
        var service = await host.OfferedAsync("guarded_wells");
        var (client, _) = await host.GrantedAsync(service);
        var token = client.DefaultRequestHeaders.Authorization!.Parameter!;
        var path = $"{Root}/guarded_wells/v1/rows/1";
        foreach (var (sent, code) in new[]
        {
            (null, "call.token-missing"), ("x", "call.token-invalid"), (token[..^2], "call.token-invalid"),
            (token.Split('.')[0] + "." + token.Split('.')[1] + ".", "call.token-invalid"),
            ("eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0." + token.Split('.')[1] + ".", "call.token-invalid"),
        })
        {
            using var anyone = host.Anyone();
            anyone.DefaultRequestHeaders.Authorization = sent is null ? null : new("Bearer", sent);
            var answer = await anyone.GetAsync(path);
            Assert.Equal((HttpStatusCode.Unauthorized, code), (answer.StatusCode, await answer.CodeAsync()));
            Assert.StartsWith("Bearer", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Terms_hold_hours_case_consent_and_bound_tokens()
    {
        var service = await host.OfferedAsync("termed_wells");
        var path = $"{Root}/termed_wells/v1/rows/1";
        var vietnam = TimeOnly.FromDateTime(DateTime.UtcNow.AddHours(7));
        var (late, _) = await host.GrantedAsync(service, order => order with
        {
            HoursFrom = $"{vietnam.AddHours(2):HH:mm}", HoursTo = $"{vietnam.AddHours(3):HH:mm}",
        });
        var refused = await late.GetAsync(path);
        Assert.Equal((HttpStatusCode.Forbidden, "call.outside-hours"), (refused.StatusCode, await refused.CodeAsync()));
        Assert.Equal("call.outside-hours", (string?)(await host.EntryAsync(refused))["details"]!["problem"]);

        var (client, _) = await host.GrantedAsync(service, order => order with { NeedsCase = true, NeedsConsent = true });
        Assert.Equal("call.case-missing", await Answers.CodeAsync(await client.GetAsync(path)));
        client.DefaultRequestHeaders.Add("Phusa-Case", "H21.13-251122-0001");
        Assert.Equal("call.consent-missing", await Answers.CodeAsync(await client.GetAsync(path)));
        client.DefaultRequestHeaders.Add("Phusa-Consent", "dong-y-17");
        var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("H21.13-251122-0001", (string?)(await host.EntryAsync(answer))["details"]!["case"]);
    }

    [Fact]
    public async Task Another_service_needs_another_agreement()
    {
        await host.OfferedAsync("foreign_wells");
        var (client, _) = await host.GrantedAsync(await host.OfferedAsync("own_wells"));
        var answer = await client.GetAsync($"{Root}/foreign_wells/v1/rows/1");
        Assert.Equal((HttpStatusCode.Forbidden, "call.no-agreement"), (answer.StatusCode, await answer.CodeAsync()));
        Assert.Equal("call.service-missing", await Answers.CodeAsync(await client.GetAsync($"{Root}/own_wells/v2/rows/1")));
        Assert.Equal("call.service-missing", await Answers.CodeAsync(await client.GetAsync($"/x/{PhusaHost.OtherDepartment}/own_wells/v1/rows/1")));
    }

    [Fact]
    public async Task Quota_and_rate_are_counted_and_told()
    {
        var service = await host.OfferedAsync("counted_wells");
        var (client, _) = await host.GrantedAsync(service, order => order with { QuotaPerDay = 3, RatePerMinute = 1000 });
        var path = $"{Root}/counted_wells/v1/exists/1";
        for (var left = 2; left >= 0; left--)
        {
            var answer = await client.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains($"\"day\";r={left};", answer.Headers.GetValues("RateLimit").Single(), StringComparison.Ordinal);
        }
        var refused = await client.GetAsync(path);
        Assert.Equal((HttpStatusCode.TooManyRequests, "call.quota-reached"), (refused.StatusCode, await refused.CodeAsync()));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalHours, 0, 24);
        Assert.Contains("\"day\";r=0;", refused.Headers.GetValues("RateLimit").Single(), StringComparison.Ordinal);
        Assert.Contains("\"day\";q=3;w=86400", refused.Headers.GetValues("RateLimit-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suspension_ends_calls_within_a_moment()
    {
        var (client, agreement) = await host.GrantedAsync(await host.OfferedAsync("stopped_wells"));
        var path = $"{Root}/stopped_wells/v1/exists/1";
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).StatusCode);

        await host.Services.GetRequiredService<SuspendSystem>().RunAsync(ExchangeHost.Office, agreement.SystemId, "Rò rỉ khoá", default);

        var answer = await client.GetAsync(path);
        for (var wait = 0; wait < 100 && answer.StatusCode == HttpStatusCode.OK; wait++)
        {
            await Task.Delay(50);
            answer = await client.GetAsync(path);
        }
        Assert.Equal((HttpStatusCode.Unauthorized, "call.system-stopped"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task A_call_without_an_agreement_in_force_is_told_what_there_is_in_its_place()
    {
        var service = await host.OfferedAsync("idle_wells");
        var path = $"{Root}/idle_wells/v1/exists/1";
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var (early, _) = await host.GrantedAsync(service, order => order with { ValidFrom = today.AddDays(20) });
        Assert.Equal("call.agreement-dates", await Answers.CodeAsync(await early.GetAsync(path)));

        var (stopped, agreement) = await host.GrantedAsync(service);
        var done = await host.Services.GetRequiredService<StopAgreement>().SuspendAsync(ExchangeHost.Office, agreement.Id, "Gọi sai mục đích", default);
        Assert.True(done.IsDone);
        var refused = JsonNode.Parse(await (await stopped.GetAsync(path)).Content.ReadAsStringAsync())!;
        Assert.Equal("call.agreement-suspended", (string?)refused["codes"]![0]);
        Assert.Contains("Gọi sai mục đích", (string?)refused["detail"], StringComparison.Ordinal);

        var system = await host.SystemAsync();
        var asked = await host.Services.GetRequiredService<RequestAgreement>().RunAsync(
            ExchangeHost.Office, new(system.Id, service.Id, "Giải quyết thủ tục", "Nghị định 278/2025/NĐ-CP", ["no"], ValidTo: today.AddDays(9)), default);
        Assert.True(asked.IsDone);
        var waiting = await host.CallingAsync(system);
        Assert.Equal("call.agreement-waiting", await Answers.CodeAsync(await waiting.GetAsync(path)));
    }
}
