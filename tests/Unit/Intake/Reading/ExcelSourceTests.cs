using System.IO.Compression;
using Microsoft.Extensions.Options;
using Phusa.Intake.Contracts;
using Phusa.Intake.Reading;
using static Phusa.Tests.Unit.Intake.Reading.TinyWorkbook;

namespace Phusa.Tests.Unit.Intake.Reading;

public sealed class ExcelSourceTests : IDisposable
{
    private readonly SourceFolder folder = new();
    private readonly ExcelSource source = new(SourceFolder.Options);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("1000000000000000", "1000000000000000")]
    [InlineData("1E+15", "1000000000000000")]
    [InlineData("0.30000000000000004", "0.3")]
    [InlineData("1234.5", "1234.5")]
    [InlineData("0.00001", "0.00001")]
    [InlineData("1.5E-9", "0.0000000015")]
    [InlineData("-12", "-12")]
    [InlineData("1.5E+20", "150000000000000000000")]
    [InlineData("9007199254740991", "9007199254740991")]
    public void Numbers_are_plain(string stored, string read)
    {
        Assert.Equal([read], One(N("A1", stored)).Cells);
    }

    [Theory]
    [InlineData("46022", 1, "2025-12-31")]
    [InlineData("46022.333333333336", 2, "2025-12-31 08:00:00")]
    [InlineData("0.5", 3, "12:00:00")]
    public void Dates_and_times_are_ISO(string stored, int style, string read)
    {
        Assert.Equal([read], One(N("A1", stored, style)).Cells);
    }

    [Fact]
    public void Booleans_and_values_of_formulas_are_texts_and_errors_are_nothing()
    {
        var row = One(V("A1", "b", "1") + V("B1", "b", "0") + V("C1", "e", "#N/A")
            + "<c r=\"D1\" t=\"str\"><f>A2&amp;\"x\"</f><v>xã</v></c><c r=\"E1\"><f>1+1</f><v>2</v></c>");

        Assert.Equal(["true", "false", null, "xã", "2"], row.Cells);
    }

    [Fact]
    public void Lines_count_the_rows_left_out_and_merged_groups_are_repeated_downwards()
    {
        var file = folder.Write("a.xlsx", new TinyWorkbook().Sheet("S",
        [
            (1, T("A1", "BÁO CÁO")),
            (3, T("A3", "Nhóm") + T("B3", "Tên")),
            (4, T("A4", "Miền núi") + T("B4", "Ia Grai")),
            (5, T("B5", "Chư Păh")),
            (6, T("B6", "Đak Đoa")),
        ], ["A1:B2", "A4:A5"]).Bytes());

        Assert.Equal(["1: BÁO CÁO", "2: ", "3: Nhóm | Tên",
            "4: Miền núi | Ia Grai", "5: Miền núi | Chư Păh", "6: · | Đak Đoa"],
            source.Lines(file));
    }

    [Fact]
    public void Heading_over_two_rows_is_whole_in_the_second()
    {
        var file = folder.Write("a.xlsx", new TinyWorkbook().Sheet("S",
        [
            (1, T("A1", "STT") + T("B1", "Số lượng")),
            (2, T("B2", "2023") + T("C2", "2024")),
        ], ["A1:A2", "B1:C1"]).Bytes());

        Assert.Equal("2: STT | 2023 | 2024", source.Lines(file)[1]);
    }

    [Fact]
    public void First_visible_sheet_with_a_table_is_taken_unless_one_is_chosen()
    {
        var file = folder.Write("a.xlsx", new TinyWorkbook()
            .Sheet("Bìa", [(1, T("A1", "Báo cáo"))])
            .Sheet("Ẩn", [(1, T("A1", "x") + T("B1", "y"))], null, true)
            .Sheet("Số liệu", [(1, T("A1", "a") + T("B1", "b"))]).Bytes());

        Assert.Equal(["Bìa", "Ẩn", "Số liệu"], source.Parts(file));
        Assert.Equal("Số liệu", source.Settle(file).Part);
        Assert.Equal(["1: a | b"], source.Lines(file));
        Assert.Equal(["1: Báo cáo"], source.Lines(file with { Part = "Bìa" }));
    }

    [Fact]
    public void Sheet_that_is_not_there_is_said()
    {
        var file = folder.Write("a.xlsx", new TinyWorkbook().Sheet("S", []).Bytes()) with { Part = "Khác" };

        var refused = Assert.Throws<UnreadableSourceException>(() => source.All(file));

        Assert.Equal(("sheet.missing", "Tệp a.xlsx không có trang tính \"Khác\"."), (refused.Code, refused.Reason.Vi));
    }

    [Fact]
    public void Old_workbooks_are_read_alike()
    {
        var file = SourceFolder.Fixture("communes.xls", "xls");

        Assert.Equal("Số liệu", source.Settle(file).Part);
        Assert.Equal(
        [
            "1: BÁO CÁO XÃ", "2: ", "3: Nhóm | Tên xã | Dân số | Ngày | Đạt",
            "4: Miền núi | Ia Grai | 1000000000000000 | 2025-12-31 | true",
            "5: Miền núi | Chư Păh | 0.3 | 2025-01-02 | false", "6: Đồng bằng | Đak Đoa | 12.5 | · | · | 25",
        ], source.Lines(file));
    }

    [Fact]
    public void Password_is_asked_to_be_removed()
    {
        var refused = Assert.Throws<UnreadableSourceException>(
            () => source.All(SourceFolder.Fixture("locked.xlsx", "xls")));

        Assert.Equal("workbook.locked", refused.Code);
        Assert.Equal("Tệp locked.xlsx có mật khẩu. Hãy bỏ mật khẩu rồi tải lên lại.", refused.Reason.Vi);
    }

    [Fact]
    public void Damaged_workbooks_are_refused_wherever_they_are_cut()
    {
        var rows = Enumerable.Range(1, 200)
            .Select(row => (row, T($"A{row}", $"dòng {row * 7919}") + N($"B{row}", $"{row}")));
        var whole = new TinyWorkbook().Sheet("S", rows).Bytes();
        var old = File.ReadAllBytes(SourceFolder.Fixture("communes.xls", "xls").Path);
        byte[][] all =
            [whole[..(whole.Length / 2)], whole[..^30], old[..600], old[..1500], [.. old[..512], .. new byte[3000]]];
        foreach (var bytes in all)
        {
            var refused = Assert.Throws<UnreadableSourceException>(() => source.All(folder.Write("a.xlsx", bytes)));
            Assert.Contains(refused.Code, new[] { "workbook.damaged", "zip.damaged" });
            Assert.NotEqual(refused.Reason.Vi, refused.Reason.En);
        }
    }

    [Fact]
    public void Workbook_that_unpacks_to_far_more_than_its_size_is_refused()
    {
        using var stream = new MemoryStream();
        stream.Write(new TinyWorkbook().Sheet("S", [(1, T("A1", "x"))]).Bytes());
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, true))
        {
            using var strings = archive.CreateEntry("xl/sharedStrings.xml").Open();
            strings.Write(new byte[32 << 20]);
        }
        var file = folder.Write("a.xlsx", stream.ToArray());
        var strict = new ExcelSource(Options.Create(new IntakeOptions { LargestUnpackRatio = 50 }));

        Assert.Equal("workbook.too-large", Assert.Throws<UnreadableSourceException>(() => strict.All(file)).Code);
    }

    private TextRow One(string cells) =>
        Assert.Single(source.All(folder.Write("a.xlsx", new TinyWorkbook().Sheet("S", [(1, cells)]).Bytes())));
}
