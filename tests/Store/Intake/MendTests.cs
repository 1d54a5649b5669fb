using System.IO.Compression;
using System.Text;
using Phusa.Intake.Contracts;
using Phusa.Intake.Loads;
using Phusa.Intake.Rejects;

namespace Phusa.Tests.Store.Intake;

public abstract class MendTests(IRecordsEngine engine) : ProjectsTests(engine)
{
    private const string Faulty = Head + "2,Đường,43.5 triệu,2024-01-01\n3,Trường,2,ngày 5 tháng 3 năm 2024\n4,Chợ,7,\n";

    [EngineFact]
    public async Task Each_reject_says_what_was_written_and_what_was_meant()
    {
        var rejects = await this.RejectsAsync(await CheckAsync(Faulty));

        Assert.Equal(
            [(2, "43.5 triệu", "43.5"), (3, "ngày 5 tháng 3 năm 2024", "05/03/2024")],
            rejects.Select(reject => (reject.Line, Fault(reject).Value, Fault(reject).Suggestion?.Value)));
        Assert.Equal("Kinh phí «43.5 triệu» không đọc được thành số.", Fault(rejects[0]).Sentence.Vi);
        Assert.Equal(["2", "Đường", "43.5 triệu", "2024-01-01"], rejects[0].Cells);
    }

    [EngineFact]
    public async Task Before_committing_the_whole_file_comes_back_mended_and_takes_the_place_of_the_first()
    {
        var load = await CheckAsync(Faulty);
        await Spine.Get<MendRows>().AllAsync(load, default);

        var again = await Spine.Get<ResubmitMended>().RunAsync(load, "test", default);
        var done = await Spine.Get<RunLoad>().CheckAsync(again.Value!.Id, default);

        Assert.Equal((LoadState.Checked, 3, 0), (done!.State, done.Accepted, done.Rejected));
        Assert.Equal(LoadOutcome.Cancelled, (await Loads.FindAsync(load.Id, default))!.Outcome);
        await FirstVersionServesAsync();
        await Spine.Get<RunLoad>().CommitAsync(done.Id, default);
        Assert.Equal(
            ["2|Đường|43.5|2024-01-01", "3|Trường|2.0|2024-03-05", "4|Chợ|7.0"],
            await Spine.ServedAsync("projects", "no, name, budget, starts"));
    }

    [EngineFact]
    public async Task After_committing_only_the_mended_rows_come_back_and_join_the_others()
    {
        var load = await CheckAsync(Faulty);
        load = (await Spine.Get<RunLoad>().CommitAsync(load.Id, default))!;
        Assert.Equal((LoadOutcome.AcceptedWithRejects, 2), (load.Outcome, load.Version));
        await Spine.Get<MendStore>().SaveAsync(load.Id, new Dictionary<long, IReadOnlyDictionary<int, string>>
        {
            [(await this.RejectsAsync(load))[0].Number] = new Dictionary<int, string> { [2] = "44" },
        }, default);

        var again = await Spine.Get<ResubmitMended>().RunAsync(load, "test", default);
        Assert.Equal(load.Id, again.Value!.Resubmits);
        await Spine.Get<RunLoad>().CheckAsync(again.Value.Id, default);
        var done = await Spine.Get<RunLoad>().CommitAsync(again.Value.Id, default);

        Assert.Equal((1, 3), (done!.Accepted, done.Version));
        Assert.Equal(["2|Đường|44.0", "4|Chợ|7.0"], await Spine.ServedAsync("projects", "no, name, budget"));
    }

    [EngineFact]
    public async Task The_quarantine_file_can_be_mended_and_sent_back()
    {
        var load = await CheckAsync(Faulty);
        await Spine.Get<RunLoad>().CommitAsync(load.Id, default);
        using var csv = new MemoryStream();
        var file = await Opened.OpenAsync(load, suggesting: false, default);
        await QuarantineCsv.WriteAsync(csv, new Quarantine(file!, _ => true), default);
        var text = Encoding.UTF8.GetString(csv.ToArray());
        Assert.StartsWith("\uFEFFno,name,budget,starts,_dòng,_trường,_lý do,_reason\r\n2,Đường,43.5 triệu,2024-01-01,2,budget,", text, StringComparison.Ordinal);

        var mended = text.Replace(",43.5 triệu,", ",43.5,", StringComparison.Ordinal).Replace("ngày 5 tháng 3 năm 2024,3", "05/03/2024,3", StringComparison.Ordinal);
        var received = await Spine.Get<ReceiveLoad>().RunAsync(
            "projects", new IncomingFile("sua.csv", "upload", "test", Resubmits: load.Id),
            new MemoryStream(Encoding.UTF8.GetBytes(mended)), default);
        await Spine.Get<RunLoad>().CheckAsync(received.Value!.Id, default);
        var done = await Spine.Get<RunLoad>().CommitAsync(received.Value.Id, default);

        Assert.Equal((LoadOutcome.Accepted, 2), (done!.Outcome, done.Accepted));
        Assert.Equal(["2|43.5", "3|2.0", "4|7.0"], await Spine.ServedAsync("projects", "no, budget"));
    }

    [EngineFact]
    public async Task The_quarantine_workbook_marks_cells_at_fault_and_runs_no_formula()
    {
        var load = await CheckAsync(Head + "2,=1+1,không,2024-01-01\n3,Kè,1,\n4,Cống,2 tỷ,\n");
        using var book = new MemoryStream();
        var file = (await Opened.OpenAsync(load, suggesting: false, default))!;
        await QuarantineXlsx.WriteAsync(book, "projects", new Quarantine(file, field => field != "starts"), default);

        var sheet = new StreamReader(new ZipArchive(book).GetEntry("xl/worksheets/sheet1.xml")!.Open()).ReadToEnd();
        Assert.Contains("<c t=\"inlineStr\" s=\"5\"><is><t xml:space=\"preserve\">=1+1</t></is></c>", sheet, StringComparison.Ordinal);
        Assert.Contains("<c t=\"inlineStr\" s=\"6\"><is><t xml:space=\"preserve\">không</t></is></c>", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("<f>", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("2024-01-01", sheet, StringComparison.Ordinal);

        using var whole = new MemoryStream();
        await QuarantineXlsx.WriteAsync(whole, "projects", new Quarantine(file, _ => true), default);
        var again = await this.RejectsAsync(await Spine.ImportAsync("projects", whole.ToArray(), "sua.xlsx"));
        Assert.Equal([["2", "=1+1", "không", "2024-01-01"], ["4", "Cống", "2 tỷ", ""]],
            again.Select(reject => reject.Cells.Take(4).Select(cell => cell ?? "")));
    }

    [EngineFact]
    public async Task Values_that_a_reader_may_not_see_stay_out_of_file_and_reasons()
    {
        var load = await CheckAsync(Faulty);
        using var csv = new MemoryStream();
        await QuarantineCsv.WriteAsync(
            csv, new Quarantine((await Opened.OpenAsync(load, false, default))!, field => field != "budget"), default);

        Assert.DoesNotContain("43.5", Encoding.UTF8.GetString(csv.ToArray()), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_column_can_be_given_another_field_and_the_file_is_checked_again()
    {
        var load = await CheckAsync("no,Tên,name,budget,starts\n2,Đường,x,1,\n");
        var choices = new ReadingChoices(Columns: new Dictionary<string, string> { ["Tên"] = "name", ["name"] = "" });

        Assert.True(await Spine.Get<RunStore>().CheckAgainAsync(load.Id, choices, default));
        var done = await Spine.Get<RunLoad>().CheckAsync(load.Id, default);
        await Spine.Get<RunLoad>().CommitAsync(done!.Id, default);

        Assert.Equal(["2|Đường"], await Spine.ServedAsync("projects", "no, name"));
    }

    private static Fault Fault(Reject reject) => Assert.Single(reject.Faults);
}

public sealed class SqliteMendTests() : MendTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresMendTests(PostgresFixture postgres) : MendTests(postgres);
