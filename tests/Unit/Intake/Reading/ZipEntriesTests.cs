using System.IO.Compression;
using System.Text;
using Phusa.Intake.Contracts;
using Phusa.Intake.Reading;

namespace Phusa.Tests.Unit.Intake.Reading;

public sealed class ZipEntriesTests : IDisposable
{
    private readonly SourceFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void First_readable_entry_is_unpacked_under_a_name_of_ours()
    {
        var file = Zip(
            ("__MACOSX/._a.csv", "x"), ("đọc.md", "x"), ("../../xã/a.csv", "mã,tên\n1,Ia Grai\n"), ("b.json", "[]"));

        var (unpacked, traits) = ZipEntries.Unpack(file, folder.Path, new IntakeOptions(), CancellationToken.None);

        Assert.Equal(["../../xã/a.csv", "b.json"], ZipEntries.Parts(file));
        Assert.Equal(folder.Path, Path.GetDirectoryName(unpacked.Path));
        Assert.Equal("a.csv", unpacked.Name);
        Assert.Equal("mã,tên\n1,Ia Grai\n", File.ReadAllText(unpacked.Path));
        Assert.Equal(2, traits.Newlines);
    }

    [Fact]
    public void Chosen_entry_is_unpacked()
    {
        var file = Zip(("a.csv", "a"), ("b.csv", "b")) with { Part = "b.csv" };

        Assert.Equal("b", File.ReadAllText(Unpack(file).Path));
        Assert.Equal("entry.missing", Refusal(file with { Part = "c.csv" }).Code);
    }

    [Fact]
    public void Archive_in_an_archive_is_refused() =>
        Assert.Equal("zip.nested", Refusal(Zip(("a.zip", "PK"))).Code);

    [Fact]
    public void Archive_without_data_is_refused() =>
        Assert.Equal("zip.without-data", Refusal(Zip(("a.exe", "MZ"))).Code);

    [Fact]
    public void Bomb_is_refused_while_it_unpacks_and_leaves_little_behind()
    {
        var refused = Refusal(Zip(("bom.csv", new string('0', 300 << 20))));

        Assert.Equal("zip.bomb", refused.Code);
        Assert.Equal("Tệp \"bom.csv\" trong a.zip bung ra gấp hơn 200 lần tệp nén nên bị từ chối.", refused.Reason.Vi);
        Assert.True(new FileInfo(Path.Combine(folder.Path, "unpacked")).Length < 200 << 20);
    }

    [Fact]
    public void Archive_that_unpacks_to_more_than_a_file_may_have_is_refused()
    {
        var refused = Assert.Throws<UnreadableSourceException>(() => ZipEntries.Unpack(
            Zip(("a.csv", new string('0', 3 << 20))), folder.Path, new IntakeOptions { LargestFileMegabytes = 2 },
            CancellationToken.None));

        Assert.Equal(("zip.too-large", "\"a.csv\" in a.zip unpacks to more than 2 MB."),
            (refused.Code, refused.Reason.En));
    }

    [Fact]
    public void Entry_with_a_password_is_refused()
    {
        var bytes = File.ReadAllBytes(Zip(("a.csv", "a,b")).Path);
        // The first bit of the flags, in the local header and in the directory, says that the entry is encrypted.
        bytes[6] |= 1;
        bytes[bytes.AsSpan().IndexOf("PK\u0001\u0002"u8) + 8] |= 1;

        Assert.Equal("zip.locked", Refusal(folder.Write("a.zip", bytes)).Code);
    }

    [Fact]
    public void Damaged_archive_is_refused()
    {
        var random = new byte[200_000];
        new Random(1).NextBytes(random);
        var bytes = File.ReadAllBytes(Zip(("a.csv", Convert.ToBase64String(random))).Path);
        Assert.Equal("zip.damaged", Refusal(folder.Write("a.zip", bytes[..^100])).Code);

        bytes.AsSpan(1000, 200).Fill(0xFF);
        Assert.Equal("zip.damaged", Refusal(folder.Write("a.zip", bytes)).Code);
    }

    [Fact]
    public void Workbook_is_told_from_an_archive_that_holds_one()
    {
        var book = new TinyWorkbook().Sheet("S", []).Bytes();
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, true))
        {
            using var entry = archive.CreateEntry("a.xlsx", CompressionLevel.NoCompression).Open();
            entry.Write(book);
        }

        Assert.True(ZipEntries.IsWorkbook(folder.Write("a.xlsx", book)));
        Assert.False(ZipEntries.IsWorkbook(folder.Write("a.zip", stream.ToArray())));
    }

    private UnreadableSourceException Refusal(SourceFile file) =>
        Assert.Throws<UnreadableSourceException>(() => Unpack(file));

    private SourceFile Unpack(SourceFile file) =>
        ZipEntries.Unpack(file, folder.Path, new IntakeOptions(), CancellationToken.None).File;

    private SourceFile Zip(params (string Name, string Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }
        return folder.Write("a.zip", stream.ToArray());
    }
}
