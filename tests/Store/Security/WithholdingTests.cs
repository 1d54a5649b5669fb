using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Periods;
using Phusa.Security.Audit;
using Phusa.Security.Contracts;
using Phusa.Security.Withholdings;

namespace Phusa.Tests.Store.Security;

/// <summary>Accesses that a law keeps from people for a time.</summary>
public abstract class WithholdingTests(IRecordsEngine engine) : SecurityTests(engine)
{
    private const string Number = "064093000017";

    private static readonly Caller Office = new(Guid.NewGuid(), "Điều phối", [new(Role.DataOffice, "H21")], SignInMethod.Session);
    private static readonly Caller Auditor = new(Guid.NewGuid(), "Kiểm tra", [new(Role.Auditor, "H21")], SignInMethod.Session);

    private DateOnly Today => Time.Today();

    [EngineFact]
    public async Task Withheld_accesses_are_counted_and_told_after_the_end()
    {
        await ReadAsync();
        Assert.Equal((1, null), await SeenAsync());
        var made = await DoneAsync(Get<WithholdAccesses>().RegisterAsync(Office, Order(), default));
        Assert.Equal((1, null), await SeenAsync());
        await DoneAsync(Get<WithholdAccesses>().ConfirmAsync(Auditor, made.Id, default));

        Assert.Equal((0, new WithheldAccesses(1, Today.AddDays(30))), await SeenAsync());
        Time.Pass(TimeSpan.FromDays(31));
        Assert.Equal((1, null), await SeenAsync());
        var entries = await Database.ListAsync(
            new("select kind from security_ledger_index where object = @id order by seq", ("id", made.Id.ToString())), row => row.Text("kind"), default);
        Assert.Equal([WithholdAccesses.Registered, WithholdAccesses.Confirmed], entries);
    }

    [EngineFact]
    public async Task A_renewal_goes_on_with_what_was_withheld_and_an_end_tells_at_once()
    {
        await ReadAsync();
        var first = await DoneAsync(Get<WithholdAccesses>().RegisterAsync(Office, Order(), default));
        await DoneAsync(Get<WithholdAccesses>().ConfirmAsync(Auditor, first.Id, default));
        Time.Pass(TimeSpan.FromDays(29));
        var second = await DoneAsync(Get<WithholdAccesses>().RegisterAsync(
            Office, new("Cơ quan điều tra", "Điều 88", null, null, null, Today.AddDays(60), first.Id), default));
        await DoneAsync(Get<WithholdAccesses>().ConfirmAsync(Auditor, second.Id, default));
        Assert.Equal(first.Terms.From, second.Terms.From);
        Time.Pass(TimeSpan.FromDays(5));
        Assert.Equal(0, (await SeenAsync()).Count);
        Assert.Equal("withholding.over", await CodeAsync(Get<WithholdAccesses>().RegisterAsync(
            Office, Order() with { Renews = first.Id }, default)));

        await DoneAsync(Get<WithholdAccesses>().EndAsync(Auditor, second.Id, "Đã xong", default));
        Assert.Equal((1, null), await SeenAsync());
    }

    [EngineFact]
    public async Task Without_law_end_second_person_or_fit_object_nothing_is_withheld()
    {
        var withhold = Get<WithholdAccesses>();
        foreach (var (order, code) in new[]
        {
            (Order() with { Citation = " " }, "withholding.citation"), (Order() with { OrderedBy = null }, "withholding.ordered-by"),
            (Order() with { To = null }, "withholding.dates"), (Order() with { To = Today.AddMonths(12).AddDays(1) }, "withholding.dates"),
            (Order() with { To = Today.AddDays(-1) }, "withholding.dates"), (Order() with { From = Today.AddMonths(-13) }, "withholding.dates"),
            (Order() with { Object = "H99" }, "withholding.object"), (Order() with { Kind = "System" }, "withholding.object"),
            (Order() with { Kind = "Dataset", Object = "missing" }, "withholding.object"),
            (Order() with { Renews = Guid.NewGuid() }, "withholding.missing"),
        })
        {
            Assert.Equal(code, await CodeAsync(withhold.RegisterAsync(Office, order, default)));
        }
        Assert.Equal("withholding.not-yours", await CodeAsync(withhold.RegisterAsync(Auditor, Order(), default)));
        var both = Office with { Grants = [.. Office.Grants, .. Auditor.Grants] };
        var made = await DoneAsync(withhold.RegisterAsync(both, Order(), default));
        Assert.Equal("withholding.same-person", await CodeAsync(withhold.ConfirmAsync(both, made.Id, default)));
        Assert.Equal("withholding.not-yours", await CodeAsync(withhold.ConfirmAsync(Office with { AccountId = Guid.NewGuid() }, made.Id, default)));
        Assert.Equal("withholding.reason", await CodeAsync(withhold.EndAsync(Office, made.Id, "", default)));
        await DoneAsync(withhold.ConfirmAsync(Auditor, made.Id, default));
        Assert.Equal("withholding.over", await CodeAsync(withhold.ConfirmAsync(Auditor, made.Id, default)));
    }

    private WithholdingOrder Order() => new(
        "Cơ quan điều tra", "Điều 88 Bộ luật Tố tụng hình sự", "Agency", "H21.05", Today.AddDays(-1), Today.AddDays(30));

    private async Task ReadAsync()
    {
        var caller = new Caller(Guid.NewGuid(), "Lan", [new(Role.Steward, "H21.05")], SignInMethod.Session, "xác minh");
        var request = new AccessRequest(
            caller, new("residents", "H21.05", DatasetClass.Restricted, [new("name", PersonalDataClass.Basic)]));
        await Get<PersonalReads>().RecordAsync(
            request, AccessDecision.Of(request, AgencyTree.Empty), "1", 1, $"cccd={Number}", default);
    }

    /// <summary>Reads that are told, without looks at them.</summary>
    private async Task<(int Count, WithheldAccesses? Withheld)> SeenAsync()
    {
        var page = await DoneAsync(Get<PersonAccesses>().RunAsync(Auditor, Number, null, 100, default));
        return (page.Accesses.Count(access => access.Learned == AccessLearned.Asked), page.Withheld);
    }

    private static async Task<T> DoneAsync<T>(Task<Outcome<T>> asked)
    {
        var outcome = await asked;
        Assert.True(outcome.IsDone, string.Join("; ", outcome.Problems));
        return outcome.Value;
    }

    private static async Task<string> CodeAsync(Task<Outcome<Withholding>> asked) => (await asked).Problems[0].Code;
}

public sealed class SqliteWithholdingTests() : WithholdingTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresWithholdingTests(PostgresFixture postgres) : WithholdingTests(postgres);
