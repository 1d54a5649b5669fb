using Microsoft.Extensions.Options;
using Phusa.Kernel;
using Phusa.Kernel.Data;
using Phusa.Security;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Store.Security;

public abstract class PersonalReadTests(IRecordsEngine engine)
    : RecordsTests(engine, new KernelModule(), new SecurityModule())
{
    private Phusa.Security.Contracts.Ledger? ledger;

    private static readonly DatasetFacts Dataset = new(
        "residents", "H21.05", DatasetClass.Restricted,
        [new("no"), new("name", PersonalDataClass.Basic), new("illness", PersonalDataClass.Sensitive, MaskKind.Last4)]);

    private static readonly Caller Steward = new(
        Guid.NewGuid(), "Nguyễn Thị Lan", [new(Role.Steward, "H21.05")], SignInMethod.Session, "Trả lời đơn",
            "10.0.0.7");

    [EngineFact]
    public async Task A_read_is_recorded_with_who_why_and_which_fields()
    {
        var reads = Open();
        await RecordAsync(reads);

        var read = Assert.Single(await reads.ListAsync("residents", DateTimeOffset.MaxValue.AddDays(-1), 10, default));
        Assert.Equal(Steward.AccountId, read.AccountId);
        Assert.Equal("Nguyễn Thị Lan", read.AccountName);
        Assert.Equal(["name", "illness"], read.Fields);
        Assert.Equal("Trả lời đơn", read.Purpose);
        Assert.Equal(("3", 42, "commune = 23560", "10.0.0.7"), (read.Version, read.Rows, read.Selection, read.Address));
        Assert.Empty(await reads.ListAsync("other", DateTimeOffset.MaxValue.AddDays(-1), 10, default));
    }

    [EngineFact]
    public async Task Whoever_the_selection_names_is_found_by_a_pseudonym_and_the_number_stands_nowhere_in_the_entry()
    {
        var reads = Open();
        var request = new AccessRequest(Steward, Dataset);
        var decision = AccessDecision.Of(request, AgencyTree.Empty);
        await reads.RecordAsync(request, decision, "3", 1, "no = 064093000017", default);
        await reads.RecordAsync(request, decision, "3", 1, "no = 7", default);

        Assert.Equal(1, await Database.CountAsync(new("select count(*) from security_ledger_subject where subject = @subject",
            ("subject", new Pseudonyms(Folder).Of("064093000017"))), default));
        Assert.Equal(0, await Database.CountAsync(
            new("select count(*) from security_ledger_bundle where entries like '%064093000017%'"), default));
    }

    [EngineFact]
    public async Task Only_the_personal_fields_that_were_read_are_recorded()
    {
        var reads = Open();
        var request = new AccessRequest(Steward, Dataset);
        var decision = AccessDecision.Of(request, AgencyTree.Empty);

        await reads.RecordAsync(request, decision, ["no", "illness"], "3", 1, "no = 7", default);
        await reads.RecordAsync(request, decision, ["no"], "3", 1, "no = 8", default);

        var read = Assert.Single(await reads.ListAsync("residents", DateTimeOffset.MaxValue.AddDays(-1), 10, default));
        Assert.Equal(("illness", "no = 7"), (Assert.Single(read.Fields), read.Selection));
    }

    public override async Task DisposeAsync()
    {
        await (ledger?.DisposeAsync() ?? ValueTask.CompletedTask);
        await base.DisposeAsync();
    }

    private PersonalReads Open()
    {
        ledger ??= new(new(Database), new(Folder), Options.Create(new LedgerOptions()), TimeProvider.System);
        return new(ledger, new(Database, new(Database)), new(Folder));
    }

    private static Task RecordAsync(PersonalReads reads)
    {
        var request = new AccessRequest(Steward, Dataset);
        return reads.RecordAsync(
            request, AccessDecision.Of(request, AgencyTree.Empty), "3", 42, "commune = 23560", default);
    }
}

public sealed class SqlitePersonalReadTests() : PersonalReadTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresPersonalReadTests(PostgresFixture postgres) : PersonalReadTests(postgres);
