using System.Security.Cryptography;
using System.Text;
using Phusa.Intake.Loads;
using Phusa.Intake.Uploads;

namespace Phusa.Tests.Store.Intake;

public abstract class UploadTests(IRecordsEngine engine) : ProjectsTests(engine)
{
    private static readonly byte[] Bytes = Encoding.UTF8.GetBytes(Head + "2,Đường,1,2024-01-01\n");

    [EngineFact]
    public async Task Pieces_make_the_whole_file_whatever_a_broken_line_left_between_them()
    {
        var upload = await BeginAsync();
        var first = await SendAsync(upload, 0, Bytes[..10]);
        // The server died in the middle of the second piece: bytes are there that nobody counted.
        await File.AppendAllTextAsync(Lake.PathOf(upload.PartialFile), "nửa chừng");

        var whole = await SendAsync(first, 10, Bytes[10..]);
        var load = await Piece.FinishAsync(whole, default);

        Assert.Equal((true, Convert.ToHexStringLower(SHA256.HashData(Bytes))), (whole.IsWhole, load.Value!.Sha256));
        Assert.False(File.Exists(Lake.PathOf(upload.PartialFile)));
        Assert.Equal(load.Value.Id, (await Store.FindAsync(upload.Id, default))!.LoadId);
    }

    [EngineFact]
    public async Task A_piece_that_is_not_the_next_one_is_refused_and_nothing_changes()
    {
        var upload = await SendAsync(await BeginAsync(), 0, Bytes[..10]);

        var again = await Piece.RunAsync(upload, 0, new MemoryStream(Bytes[..10]), null, default);

        Assert.Equal("upload.offset", Assert.Single(again.Problems).Code);
        Assert.Equal(10, (await Store.FindAsync(upload.Id, default))!.Synced);
    }

    [EngineFact]
    public async Task A_piece_whose_checksum_does_not_fit_does_not_count()
    {
        var upload = await BeginAsync();

        var broken = await Piece.RunAsync(upload, 0, new MemoryStream(Bytes[..10]), SHA256.HashData("other"u8), default);

        Assert.Equal("upload.checksum", Assert.Single(broken.Problems).Code);
        Assert.Equal(0, (await Store.FindAsync(upload.Id, default))!.Synced);
    }

    [EngineFact]
    public async Task A_whole_file_that_is_not_what_was_announced_begins_anew()
    {
        var upload = await SendAsync(await BeginAsync(new string('0', 64)), 0, Bytes);

        var finished = await Piece.FinishAsync(upload, default);

        Assert.Equal("upload.checksum", Assert.Single(finished.Problems).Code);
        Assert.Equal(0, (await Store.FindAsync(upload.Id, default))!.Synced);
    }

    [EngineFact]
    public async Task More_bytes_than_were_announced_are_refused()
    {
        var upload = await BeginAsync();

        var more = await Piece.RunAsync(upload, 0, new MemoryStream([.. Bytes, 1]), null, default);

        Assert.Equal("upload.piece-too-large", Assert.Single(more.Problems).Code);
    }

    [EngineFact]
    public async Task Sweeping_removes_what_nothing_refers_to_and_keeps_the_rest()
    {
        var upload = await SendAsync(await BeginAsync(), 0, Bytes[..10]);
        string[] orphans = ["drafts/a.parquet", "work/0190/b.tmp", "versions/projects/c.parquet", "rejects/projects/d.parquet", "raw/ab/ab", "uploads/e.part"];
        foreach (var orphan in orphans.Append(upload.PartialFile))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Lake.PathOf(orphan))!);
            await File.AppendAllTextAsync(Lake.PathOf(orphan), "x");
        }
        Assert.Equal(0, await Spine.Get<LakeSweeper>().RunAsync(default));
        foreach (var file in Directory.EnumerateFiles(Lake.PathOf(""), "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-2));
        }

        Assert.Equal(orphans.Length, await Spine.Get<LakeSweeper>().RunAsync(default));

        Assert.True(File.Exists(Lake.PathOf(upload.PartialFile)));
        await FirstVersionServesAsync();
    }

    private UploadStore Store => Spine.Get<UploadStore>();

    private ReceivePiece Piece => Spine.Get<ReceivePiece>();

    private async Task<Upload> BeginAsync(string? sha256 = null)
    {
        var now = DateTimeOffset.UtcNow;
        var upload = new Upload(
            Guid.CreateVersion7(), "projects", "tệp.csv", Bytes.Length, 0, sha256, null, Onward.Check, null, null,
            Guid.NewGuid(), "test", now, now);
        await Store.AddAsync(upload, default);
        return upload;
    }

    private async Task<Upload> SendAsync(Upload upload, long offset, byte[] piece) =>
        (await Piece.RunAsync(upload, offset, new MemoryStream(piece), SHA256.HashData(piece), default)).Value!;
}

public sealed class SqliteUploadTests() : UploadTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresUploadTests(PostgresFixture postgres) : UploadTests(postgres);
