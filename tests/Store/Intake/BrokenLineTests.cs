using Phusa.Quality.Contracts;

namespace Phusa.Tests.Store.Intake;

/// <summary>Lines that are no record at all count against what was delivered, whatever the mode of the load.</summary>
public abstract class BrokenLineTests(IRecordsEngine engine) : ProjectsTests(engine)
{
    private const string Broken = "2,Đường,1,,thừa,nhiều,quá\n";

    [EngineFact]
    public async Task Lines_that_are_no_record_count_against_correct_and_are_named_among_the_faults()
    {
        var load = await CheckAsync(Head + "1,Cầu,10,\n" + Broken + "3,Kè,-1,\n4,Đê,2,\n");

        Assert.Equal((4, 2, 2), (load.Rows, load.Accepted, load.Rejected));
        Assert.Equal((4L, 1L), Record(load.Measure!.Results));
        // One of three budgets is out of range, and one of four lines could not be read.
        Assert.Equal(100 * (2 / 3.0) * (3 / 4.0), load.Scores!.Correct!.Value, 9);
        var reject = (await this.RejectsAsync(load)).Single(reject => reject.Line == 3);
        Assert.Equal("record", Assert.Single(reject.Faults).Check.Name);
    }

    [EngineFact]
    public async Task An_issue_stays_open_until_a_version_comes_of_a_file_that_can_be_read()
    {
        await Spine.ImportAsync("projects", Head + "1,Cầu,10,\n" + Broken);
        Assert.Equal((IssueState.Open, 1L, 2L), await IssueAsync());

        await Spine.ImportAsync("projects", Head + "1,Cầu,11,\n");
        Assert.Equal((IssueState.Closed, 0L, 1L), await IssueAsync());
    }

    [EngineFact]
    public async Task A_version_that_grew_answers_for_the_lines_of_its_load_once()
    {
        var contract = Contract.Replace("test.projects", "test.grown", StringComparison.Ordinal)
            .Replace("name: projects", "name: grown", StringComparison.Ordinal)
            .Replace("phusa.load, value: replace", "phusa.load, value: upsert", StringComparison.Ordinal);
        var dataset = await Spine.RegisterAsync(contract);
        await Spine.ImportAsync("grown", Head + "1,Cầu,10,\n2,Đường,5,\n");
        await Spine.ImportAsync("grown", Head + "3,Kè,1,\n" + Broken + "4,,1,\n");

        var report = (await Spine.Get<QualityReports>().FindAsync(dataset.Id, 2, default))!;

        // Three rows are served and one was rejected; the line that is no record is beside them.
        Assert.Equal((4L, (5L, 1L)), (report.Rows, Record(report.Results)));
        Assert.Equal(80, report.Scores.Correct!.Value, 9);
        Assert.Equal(100, report.Scores.Clean!.Value, 9);

        await Spine.ImportAsync("grown", Head + "5,Cống,1,\n");
        report = (await Spine.Get<QualityReports>().FindAsync(dataset.Id, 3, default))!;
        Assert.Equal((4L, (4L, 0L)), (report.Rows, Record(report.Results)));
    }

    private static (long Tested, long Failed) Record(IReadOnlyList<CheckResult> results)
    {
        var result = results.Single(result => result.Check.Kind == RecordCheck.Kind);
        return (result.Tested!.Value, result.Failed);
    }

    private async Task<(IssueState State, long Failing, long Tested)> IssueAsync()
    {
        var issue = Assert.Single(await Spine.Get<IssueBook>().ListAsync(null, null, default));
        Assert.Equal("record", issue.Check);
        return (issue.State, issue.Failing, issue.Tested);
    }
}

public sealed class SqliteBrokenLineTests() : BrokenLineTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresBrokenLineTests(PostgresFixture postgres) : BrokenLineTests(postgres);
