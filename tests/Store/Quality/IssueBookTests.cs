using Microsoft.Extensions.Logging.Abstractions;
using Phusa.Catalog;
using Phusa.Catalog.Contracts;
using Phusa.Kernel;
using Phusa.Kernel.Texts;
using Phusa.Quality;
using Phusa.Quality.Contracts;
using Phusa.Quality.Issues;
using Phusa.Quality.Use;
using Phusa.Security.Contracts;
using Phusa.Warehouse;
using Phusa.Warehouse.Contracts;

namespace Phusa.Tests.Store.Quality;

public abstract class IssueBookTests(IRecordsEngine engine)
    : RecordsTests(engine, new KernelModule(), new CatalogModule(), new WarehouseModule(), new QualityModule())
{
    private static readonly Caller Steward = new(Guid.CreateVersion7(), "Lan", [new(Role.Steward, "H21.05")], SignInMethod.Session);
    private static readonly Caller Elsewhere = new(Guid.CreateVersion7(), "Nam", [new(Role.Steward, "H21.06")], SignInMethod.Session);

    private Datasets datasets = null!;
    private Dataset dataset = null!;
    private IssueBook book = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        datasets = new(Database, TimeProvider.System);
        var registered = await datasets.RegisterAsync(
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: t
            name: things
            version: 1.0.0
            status: active
            schema: [ { name: things, logicalType: object, properties: [ { name: a, logicalType: string, businessName: A } ] } ]
            customProperties: [ { property: phusa.agency, value: H21.05 }, { property: phusa.classification, value: shared } ]
            """, "t.yaml", "test", default);
        Assert.True(registered.IsDone, string.Join("; ", registered.Problems));
        dataset = registered.Value;
        book = new(Database, new IssueStore(Database), datasets, TimeProvider.System);
    }

    [EngineFact]
    public async Task An_issue_opens_with_a_fault_follows_it_and_closes_when_a_later_version_passes()
    {
        await FollowAsync(1, Made("a.range", 3), Made("b.range", 0));
        var opened = Assert.Single(await book.ListAsync(null, true, default));
        Assert.Equal(("a.range", 3, 1, IssueState.Open), (opened.Check, opened.Failing, opened.OpenedByVersion, opened.State));

        await FollowAsync(2, Made("a.range", 5));
        var grown = Assert.Single(await book.ListAsync(dataset.Id, true, default));
        Assert.Equal((opened.Id, 5, 1, 2), (grown.Id, grown.Failing, grown.OpenedByVersion, grown.SeenInVersion));

        await FollowAsync(3, Made("a.range", 0) with { Tested = null });
        Assert.Single(await book.ListAsync(dataset.Id, true, default));

        await FollowAsync(4, Made("a.range", 0));
        Assert.Empty(await book.ListAsync(dataset.Id, true, default));
        var closed = Assert.Single(await book.ListAsync(dataset.Id, false, default));
        Assert.Equal((IssueState.Closed, 4), (closed.State, closed.ClosedByVersion));
        Assert.Equal(TimeSpan.FromDays(3), closed.Age(DateTimeOffset.MaxValue));

        await FollowAsync(5, Made("a.range", 1));
        Assert.NotEqual(opened.Id, Assert.Single(await book.ListAsync(dataset.Id, true, default)).Id);
    }

    [EngineFact]
    public async Task Only_those_who_answer_for_the_dataset_assign_and_comment()
    {
        await FollowAsync(1, Made("a.range", 3));
        var issue = Assert.Single(await book.ListAsync(null, true, default));

        Assert.Equal("issue.not-yours", (await book.AssignAsync(Elsewhere, issue.Id, "Lan", default)).Problems[0].Code);
        Assert.Equal("issue.text-length", (await book.AssignAsync(Steward, issue.Id, " ", default)).Problems[0].Code);
        Assert.True((await book.AssignAsync(Steward, Guid.NewGuid(), "Lan", default)).IsMissing);
        Assert.Equal("Lan", (await book.AssignAsync(Steward, issue.Id, " Lan ", default)).Value!.Assignee);
        Assert.True((await book.CommentAsync(Steward, issue.Id, "Đang hỏi lại xã", default)).IsDone);
        Assert.Equal("issue.not-yours", (await book.CommentAsync(Caller.Anonymous, issue.Id, "x", default)).Problems[0].Code);

        Assert.Equal(IssueState.Assigned, (await book.FindAsync(issue.Id, default))!.State);
        var comment = Assert.Single(await book.CommentsAsync(issue.Id, default));
        Assert.Equal(("Lan", "Đang hỏi lại xã"), (comment.Author, comment.Body));
        await FollowAsync(2, Made("a.range", 0));
        Assert.Equal("issue.closed", (await book.AssignAsync(Steward, issue.Id, "Lan", default)).Problems[0].Code);
    }

    [EngineFact]
    public async Task Uses_are_added_up_and_only_those_outside_the_owner_make_it_shared()
    {
        var store = new UseStore(Database, NullLogger<UseStore>.Instance);
        var use = new DatasetUse(store, TimeProvider.System);
        var scores = new ScoresNow(datasets, new Versions(Database), new QualityReports(Database), store, TimeProvider.System);

        use.Record(dataset.Id, Steward, UseKind.Query);
        use.Record(dataset.Id, Elsewhere, UseKind.Query);
        use.Record(dataset.Id, Elsewhere, UseKind.Query);
        use.Record(dataset.Id, Caller.Anonymous with { Address = "203.0.113.7" }, UseKind.Page);
        await use.FlushAsync(default);
        use.Record(dataset.Id, Elsewhere, UseKind.Query);
        await use.FlushAsync(default);

        Assert.Equal(3, await Database.CountAsync(new("select count(*) from quality_use"), default));
        Assert.Equal(3, await Database.CountAsync(new("select max(uses) from quality_use"), default));
        Assert.Equal(0, await Database.CountAsync(new("select count(*) from quality_use where consumer like '%203%113%'"), default));
        var now = await scores.NowAsync(dataset, default);
        Assert.Equal(2, now.Sharing.Consumers);
        // In force, shared and described, without a licence or a version, and two consumers outside.
        Assert.Equal(50, now.Scores.Shared);
        Assert.Null(now.Scores.Total);
    }

    [EngineFact]
    public async Task Who_comes_back_without_an_account_on_other_days_is_not_counted_again()
    {
        var store = new UseStore(Database, NullLogger<UseStore>.Instance);
        var day = new DateOnly(2026, 5, 1);
        (string Consumer, int Day)[] uses =
            [("a:one", 0), ("a:two", 0), ("a:three", 1), ("a:four", 2), ("account", 0), ("account", 2)];

        await store.AddAsync(
            [.. uses.Select(use => (new UseKey(dataset.Id, day.AddDays(use.Day), use.Consumer, "", UseKind.Page), 1L))], default);

        var owners = new Dictionary<Guid, string> { [dataset.Id] = "H21.05" };
        Assert.Equal(3, (await store.ConsumersAsync(day, owners, default))[dataset.Id]);
    }

    private Task<int> FollowAsync(long version, params CheckResult[] results) => Database.WriteAsync(async session =>
    {
        await IssueBook.FollowAsync(session, new(dataset.Id, version, 10, new(null, null, null, null, null, null, null), results,
            new DateTimeOffset(2026, 1, (int)version, 0, 0, 0, TimeSpan.Zero)), default);
        return 0;
    }, default);

    private static CheckResult Made(string name, long failed) => new(
        new Check(name, "range", ["a"], QualityCriterion.Correct, Severity.Error, Text.Pair("Từ 1 đến 5", "1 to 5"), Text.Same("x")), 10, failed);
}

public sealed class SqliteIssueBookTests() : IssueBookTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresIssueBookTests(PostgresFixture postgres) : IssueBookTests(postgres);
