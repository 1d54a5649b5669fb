using System.IO.Compression;
using System.Text;
using Phusa.Intake.Contracts;
using Phusa.Intake.Loads;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Tests.Store.Intake;

/// <summary>Whatever comes, the load ends with words a person can act on and the version before goes on serving.</summary>
public abstract class BadInputTests(IRecordsEngine engine) : ProjectsTests(engine)
{
    [EngineFact]
    public async Task An_empty_file_is_refused() => await RefusedAsync([], "a.csv", "file.empty");

    [EngineFact]
    public async Task A_file_of_headings_alone_is_refused() =>
        await RefusedAsync(Encoding.UTF8.GetBytes(Head), "a.csv", "file.no-rows");

    [EngineFact]
    public async Task A_load_whose_work_is_given_up_ends_as_failed()
    {
        var load = await CheckAsync(Head + "2,Đường,1,2024-01-01\n");
        await Loads.SaveAsync(load with { State = LoadState.Committing }, default);

        await Spine.Get<RunLoad>().GiveUpAsync(load.Id, default);

        var ended = (await Loads.FindAsync(load.Id, default))!;
        Assert.Equal((LoadState.Finished, LoadOutcome.Failed), (ended.State, ended.Outcome));
        Assert.Equal("load.failed", Assert.Single(ended.Problems).Code);
        await FirstVersionServesAsync();
    }

    [EngineFact]
    public async Task Binary_rubbish_is_refused()
    {
        var rubbish = new byte[5000];
        new Random(7).NextBytes(rubbish);
        rubbish[0] = 1;
        await RefusedAsync(rubbish, "anh.bin", "file.not-understood");
    }

    [EngineFact]
    public async Task A_Parquet_file_that_is_damaged_inside_is_refused()
    {
        var path = Path.Combine(Spine.Folder, "a.parquet");
        using (var duck = DuckDatabase.Open(null))
        using (var connection = duck.Connect())
        {
            connection.Execute(
                $"copy (select n as no, hash(n)::varchar as name, n / 3 as budget from range(2, 300000) t(n)) to '{path}' (format parquet)");
        }
        var bytes = await File.ReadAllBytesAsync(path);
        Array.Fill(bytes, (byte)0xFF, bytes.Length / 2, 4096);

        await RefusedAsync(bytes, "a.parquet", "parquet.damaged");
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("a.parquet").Open();
            entry.Write(bytes);
        }
        await RefusedAsync(archive.ToArray(), "a.zip", "parquet.damaged");
    }

    [EngineFact]
    public async Task A_file_cut_in_mid_row_loses_that_row_alone_and_says_so()
    {
        var load = await CheckAsync(Head + "2,Đường,1,2024-01-01\n3,\"Trường họ");

        Assert.Equal((LoadState.Checked, 1, 1), (load.State, load.Accepted, load.Rejected));
        var reject = Assert.Single(await this.RejectsAsync(load));
        Assert.Equal(3, reject.Line);
        Assert.NotEqual("", Assert.Single(reject.Faults).Reason.Vi);
        await FirstVersionServesAsync();
    }

    [EngineFact]
    public async Task A_broken_line_is_not_passed_over_where_another_thread_begins_to_read()
    {
        const int Begins = 8_000_000;
        var csv = new StringBuilder(Head);
        var rows = 0;
        string Row() => $"{++rows + 1},{new string('x', 200)},1,2024-01-01\n";
        while (csv.Length < Begins - 400)
        {
            csv.Append(Row());
        }
        var last = Row();
        csv.Append(last.Insert(last.IndexOf('x', StringComparison.Ordinal), new string('x', Begins + 1 - csv.Length - last.Length)));
        csv.Append("1,2\n");
        Enumerable.Range(0, 1000).ToList().ForEach(_ => csv.Append(Row()));

        var load = await CheckAsync(csv.ToString());

        Assert.Equal((rows, 1), (load.Accepted, load.Rejected));
        await FirstVersionServesAsync();
    }

    [EngineFact]
    public async Task A_broken_encoding_is_no_sound_row()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Head + "2,Đường,1,2024-01-01\n3,"), 0xFF, 0xFE, 0xC3, (byte)'\n'];
        var load = await Spine.ImportAsync("projects", bytes);

        Assert.True(load.Outcome is LoadOutcome.AcceptedWithRejects or LoadOutcome.Refused, load.Outcome.ToString());
        Assert.DoesNotContain(await Spine.ServedAsync("projects", "name"), name => name.Contains('\uFFFD'));
    }

    [EngineFact]
    public async Task An_old_encoding_that_shows_after_the_first_megabytes_is_found_all_the_same()
    {
        var plain = string.Concat(Enumerable.Range(2, 60_000).Select(no => $"{no},{new string('x', 40)},1,2024-01-01\n"));
        byte[] old = [.. Enumerable.Range(70_000, 50).SelectMany(no =>
            Encoding.Latin1.GetBytes($"{no},Tr\u00ADêng THCS §oµn KÕt,1,2024-01-01\n"))];
        var load = await Spine.ImportAsync("projects", [.. Encoding.ASCII.GetBytes(Head + plain), .. old]);

        Assert.Equal((60_050, 0), (load.Accepted, load.Rejected));
        Assert.Equal(50, (await Spine.ServedAsync("projects", "name")).Count(name => name == "Trường THCS Đoàn Kết"));
    }

    [EngineFact]
    public async Task A_key_that_occurs_twice_names_the_line_where_it_stands_already()
    {
        var load = await CheckAsync(Head + "7,Cầu,1,\n8,Đường,1,\n7,Trường,1,\n");

        var reject = Assert.Single(await this.RejectsAsync(load));
        Assert.Equal((4, "Số thứ tự «7» đã có ở dòng 2."), (reject.Line, Assert.Single(reject.Faults).Sentence.Vi));
        await FirstVersionServesAsync();
    }

    [EngineFact]
    public async Task A_load_cancelled_half_way_ends_as_cancelled()
    {
        var load = await ReceiveAsync(Head + string.Concat(Enumerable.Range(2, 1_000_000).Select(at => $"{at},Dự án {at},1,\n")));
        var running = Task.Run(() => Spine.Get<RunLoad>().CheckAsync(load.Id, default));
        await Task.Delay(30);
        await Spine.Get<RunStore>().AskCancelAsync(load.Id, default);

        var done = await running;

        Assert.Equal((LoadState.Finished, LoadOutcome.Cancelled), (done!.State, done.Outcome));
        Assert.Contains("bản cũ vẫn đang phục vụ", Assert.Single(done.Problems).Message.Vi, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Lake.PathOf($"work/{load.Id:n}")));
        await FirstVersionServesAsync();
    }

    [EngineFact]
    public async Task A_load_that_waits_to_be_run_can_be_cancelled()
    {
        var load = await ReceiveAsync(Head + "2,Đường,1,\n");
        await Spine.Get<RunStore>().AskCancelAsync(load.Id, default);

        var done = await Spine.Get<RunLoad>().CheckAsync(load.Id, default);

        Assert.Equal((LoadState.Finished, LoadOutcome.Cancelled), (done!.State, done.Outcome));
        await FirstVersionServesAsync();
    }

    [EngineFact]
    public async Task The_same_bytes_twice_make_no_second_version()
    {
        var again = await Spine.ImportAsync("projects", Head + "1,Cầu,10.5,2024-01-31\n");

        Assert.Equal((LoadOutcome.Unchanged, "load.same-bytes"), (again.Outcome, Assert.Single(again.Problems).Code));
        await FirstVersionServesAsync();
    }

    [EngineFact]
    public async Task What_a_crash_left_of_a_check_does_not_disturb_the_next_attempt()
    {
        var load = await ReceiveAsync(Head + "2,Đường,1,\n");
        await Loads.SaveAsync(load with { State = LoadState.Checking }, default);
        Directory.CreateDirectory(Lake.PathOf($"work/{load.Id:n}"));
        await File.WriteAllTextAsync(Lake.PathOf($"work/{load.Id:n}/source.csv"), "cut short");

        var done = await Spine.Get<RunLoad>().CheckAsync(load.Id, default);

        Assert.Equal((LoadState.Checked, 1), (done!.State, done.Accepted));
    }

    [EngineFact]
    public async Task Committing_twice_makes_one_version()
    {
        var load = await CheckAsync(Head + "2,Đường,1,\n");
        Assert.True(await Spine.Get<RunStore>().BeginCommitAsync(load.Id, default));
        Assert.False(await Spine.Get<RunStore>().BeginCommitAsync(load.Id, default));

        var first = await Spine.Get<RunLoad>().CommitAsync(load.Id, default);
        var second = await Spine.Get<RunLoad>().CommitAsync(load.Id, default);

        Assert.Equal((2, 2), (first!.Version, second!.Version));
    }

    private async Task RefusedAsync(byte[] bytes, string file, string code)
    {
        var load = await Spine.ImportAsync("projects", bytes, file);
        Assert.Equal((LoadOutcome.Refused, code), (load.Outcome, Assert.Single(load.Problems).Code));
        await FirstVersionServesAsync();
    }
}

public sealed class SqliteBadInputTests() : BadInputTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresBadInputTests(PostgresFixture postgres) : BadInputTests(postgres);
