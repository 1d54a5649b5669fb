using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Phusa.Exchange;
using Phusa.Exchange.Calls;
using Phusa.Kernel;
using Phusa.Security;
using Phusa.Security.Contracts;
using Phusa.Security.Ledger;
using Phusa.Security.Payloads;
using Phusa.Tests.Store.Security;

namespace Phusa.Tests.Store.Exchange.Calls;

public abstract class CallEvidenceTests(IRecordsEngine engine) : RecordsTests(engine, new KernelModule(), new SecurityModule())
{
    private const string Person = "064093000017";

    private readonly Clock time = new();
    private LedgerKey key = null!;
    private Phusa.Security.Contracts.Ledger ledger = null!;

    private ExchangeOptions Settings { get; } = new();

    private CallEvidence Evidence => new(ledger, new(Folder), new(new(Folder), Options.Create(Settings), time));

    private LedgerStore Store => new(Database);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        key = new(Folder);
        ledger = new(Store, key, Options.Create(new LedgerOptions()), TimeProvider.System);
    }

    public override async Task DisposeAsync()
    {
        await ledger.DisposeAsync();
        key.Dispose();
        await base.DisposeAsync();
    }

    [EngineFact]
    public async Task Of_a_call_that_asks_intent_and_outcome_stand_together_at_its_end()
    {
        using var begun = await Evidence.BeginAsync(Call(), first: false, default);
        Assert.Equal(0, await Store.SizeAsync(default));
        begun.Request.Append("no=064093000017"u8);
        begun.Answer.Append("{}"u8);
        await Evidence.EndAsync(begun, new(200, ["name"], true), default);

        Assert.Equal((1, 2), (begun.Outcome!.Seq, begun.Outcome.Size));
        var entries = await Store.PageAsync(0, 9, default);
        Assert.Equal([CallEvidence.Intent, CallEvidence.Outcome], entries.Select(entry => entry.Read().Kind));
        var said = JsonNode.Parse(entries[1].Body)!;
        Assert.Equal(200, (int)said["details"]!["status"]!);
        Assert.Equal("name", (string?)said["details"]!["fields"]![0]);
        Assert.Equal((string?)JsonNode.Parse(entries[0].Body)!["details"]!["call"], (string?)said["details"]!["call"]);
        Assert.Equal(Convert.ToBase64String(begun.Answer.Sealed("answer").Hash), (string?)said["sealed"]!["answer"]);
        Assert.DoesNotContain(Person, entries[0].Body + entries[1].Body, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Of_a_call_that_changes_something_the_intent_is_on_the_disk_first()
    {
        using var begun = await Evidence.BeginAsync(Call(), first: true, default);
        Assert.Equal(CallEvidence.Intent, Assert.Single(await Store.PageAsync(0, 9, default)).Read().Kind);
        Assert.Equal(0, begun.Intent!.Seq);
        await Evidence.EndAsync(begun, new(502, [], false), default);
        Assert.Equal(1, begun.Outcome!.Seq);
    }

    [EngineFact]
    public async Task A_person_is_a_subject_of_every_call_that_asked_for_them_and_of_an_intent_that_stands_alone()
    {
        foreach (var (status, first) in new[] { (403, false), (404, false), (502, true) })
        {
            using var begun = await Evidence.BeginAsync(Call(), first, default);
            await Evidence.EndAsync(begun, new(status, [], false), default);
        }
        Assert.Equal([1, 3, 4, 5], await Database.ListAsync(new("select seq from security_ledger_subject where subject = @subject order by seq",
            ("subject", new Pseudonyms(Folder).Of(Person))), row => row.Integer("seq"), default));
        Assert.Equal(4, await Database.CountAsync(new("select count(*) from security_ledger_subject"), default));
    }

    [EngineFact]
    public async Task What_was_sent_and_answered_is_kept_encrypted_opened_for_a_reason_and_gone_after_its_days()
    {
        Settings.PayloadDays = 30;
        await CallAsync("no=064093000017", """{"name":"Bùi Văn Cường"}""");
        var kept = await Database.ListAsync(
            new("select content from security_ledger_sealed where content is not null"), row => row.Bytes("content"), default);
        Assert.Equal(2, kept.Count);
        Assert.All(kept, content => Assert.DoesNotContain(Person, System.Text.Encoding.Latin1.GetString(content), StringComparison.Ordinal));
        var open = new OpenPayload(Database, new(Database), ledger, new(Folder), time);
        var auditor = new Caller(Guid.NewGuid(), "Kiểm tra", [new(Role.Auditor, "H21")], SignInMethod.Session);

        Assert.Equal("payload.reason", (await open.RunAsync(auditor, 1, " ", default)).Problems[0].Code);
        var opened = (await open.RunAsync(auditor, 1, "Giải quyết khiếu nại", default)).Value!;
        Assert.Equal(["no=064093000017", """{"name":"Bùi Văn Cường"}"""], opened.Select(part => part.Text));
        Assert.All(opened, part => Assert.True(part.IsTrue));
        var look = (await Store.FindAsync(2, default))!;
        Assert.Equal(OpenPayload.Kind, look.Read().Kind);
        Assert.Contains(new Pseudonyms(Folder).Of(Person), look.Body, StringComparison.Ordinal);

        await Database.ExecuteAsync(new("update security_ledger_sealed set content = @other where name = 'kept-answer'", ("other", kept[0])), default);
        Assert.False((await open.RunAsync(auditor, 1, "Kiểm tra", default)).Value!.Single(part => part.Name == "kept-answer").IsTrue);
        time.Pass(TimeSpan.FromDays(31));
        Assert.Equal("payload.missing", (await open.RunAsync(auditor, 1, "Kiểm tra", default)).Problems[0].Code);
        await EraseAsync();
        var audit = new LedgerAudit(Store, key, Options.Create(new LedgerOptions()));
        Assert.True((await audit.VerifyAsync(default)).IsSound);
        using var file = new MemoryStream();
        await audit.ExportAsync(file, default);
        file.Position = 0;
        var verdict = await LedgerAudit.VerifyAsync(file, key.PublicPem, default);
        Assert.True(verdict.IsSound, string.Join("; ", verdict.Faults));
        // The salts by which the parties prove what was sent stay.
        Assert.Equal(["answer", "request"], (await audit.FindAsync(1, default))!.Salts.Keys.Order());
    }

    [EngineFact]
    public async Task Nothing_is_kept_unless_it_is_wanted_and_nothing_that_is_too_long()
    {
        await CallAsync("x", "y");
        (Settings.PayloadDays, Settings.PayloadKilobytes) = (1, 1);
        await CallAsync("x", new string('y', 1025));
        Assert.Equal(["kept-request"], await Database.ListAsync(
            new("select name from security_ledger_sealed where content is not null"), row => row.Text("name"), default));
    }

    private async Task CallAsync(string request, string answer)
    {
        using var begun = await Evidence.BeginAsync(Call(), first: false, default);
        begun.Request.Append(System.Text.Encoding.UTF8.GetBytes(request));
        begun.Answer.Append(System.Text.Encoding.UTF8.GetBytes(answer));
        await Evidence.EndAsync(begun, new(200, ["name"], true), default);
    }

    private async Task EraseAsync()
    {
        var options = Options.Create(new LedgerOptions());
        using var http = new HttpClient();
        using var clock = new LedgerClock(
            new(Database, Store, http), new(Database, options, time), Database, options, time,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<LedgerClock>.Instance);
        Assert.Equal(2, await clock.EraseAsync(default));
    }

    [EngineFact]
    public async Task A_call_that_changes_something_is_not_begun_without_evidence()
    {
        await Database.ExecuteAsync(new("alter table security_ledger_tile rename to away"), default);
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => Evidence.BeginAsync(Call(), first: true, default));
    }

    [Fact]
    public void The_same_bytes_have_another_hash_each_time()
    {
        var (first, second) = SaltedHash.Two();
        first.Append("một"u8);
        second.Append("một"u8);
        Assert.NotEqual(first.Sealed("x").Hash, second.Sealed("x").Hash);
        Assert.Equal(5, first.Bytes);
    }

    private static ExchangeCall Call() => new(
        Guid.CreateVersion7(), Guid.NewGuid(), "GL/GOV/H21.13/mot-cua", "GL/GOV/H21.05/tra-cuu/v1", Guid.NewGuid(),
        "Giải quyết thủ tục", "Nghị định 278/2025/NĐ-CP", "H21.13-1", null, "GET rows", [Person]);
}

public sealed class SqliteCallEvidenceTests() : CallEvidenceTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresCallEvidenceTests(PostgresFixture postgres) : CallEvidenceTests(postgres);
