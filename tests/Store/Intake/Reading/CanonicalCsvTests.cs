using System.Text;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Reading;
using Phusa.Intake.Staging;
using Phusa.Quality.Contracts;

namespace Phusa.Tests.Store.Intake.Reading;

public sealed class CanonicalCsvTests : ReadingTests
{
    [Fact]
    public void Header_is_found_below_titles_and_rows_keep_their_lines()
    {
        var (understanding, table) = Open(Write("a.csv",
            "BÁO CÁO XÃ,,\n,,\nTên xã,\"Dân\nsố\",Mã\n\"Ia\nGrai\",1.234,01\n,,\n\nTổng cộng,\"2.468\",x\n")).Value;

        Assert.Equal((3, ",", "UTF-8"), (understanding.HeaderLine, understanding.Delimiter, understanding.Encoding));
        Assert.Equal(["name", "people", "code"], understanding.Columns.Select(column => column.Field));
        Assert.Equal("Dân số", understanding.Columns[1].Header);
        Assert.Equal(NumberForm.Vietnamese, understanding.Columns[1].Numbers);
        Assert.Equal(["5 | Ia\nGrai | 1.234 | 01", "9 | Tổng cộng | 2.468 | x"], Rows(table));
        Assert.Empty(table.Broken);
    }

    [Fact]
    public void Rows_with_more_or_fewer_values_and_a_cut_last_row_are_kept_aside_with_their_reason()
    {
        var table = Open(Write(
            "a.csv", "ma;ten xa;dan so\n1;a;5;;\n2;b;5;thừa\n3;\"b;\"\"c\"\n4;d;7\n5;e")).Value.Table;

        Assert.Equal(["2 | 1 | a | 5", "5 | 4 | d | 7"], Rows(table));
        Assert.Equal([(3L, "2;b;5;thừa"), (4L, "3;\"b;\"\"c\""), (6L, "5;e")],
            table.Broken.Select(line => (line.Line, line.Content)));
        Assert.Equal(
        [
            "Dòng có 4 giá trị, nhiều hơn 3 cột của bảng.", "Dòng có 2 giá trị, ít hơn 3 cột của bảng.",
            "Tệp bị cắt giữa dòng này: mới có 2 trên 3 giá trị.",
        ], table.Broken.Select(line => line.Reason.Vi));
        Assert.Equal("The file is cut in the middle of this row: 2 of 3 values are there.",
            table.Broken.Last().Reason.En);
    }

    [Fact]
    public void Stray_quote_and_broken_bytes_cost_their_lines_only()
    {
        byte[] content = [.. "ma,ten xa\n1,\"mở\n2,b\n3,"u8, 0xFF, .. "\n4,đ\n"u8];
        var table = Open(Write("a.csv", content) with { Encoding = "UTF-8" }).Value.Table;

        Assert.Equal(["3 | 2 | b", "5 | 4 | đ"], Rows(table));
        Assert.Equal([2, 4], table.Broken.Select(line => line.Line));
    }

    [Fact]
    public void What_a_text_may_hold_comes_back_as_it_was()
    {
        string[] texts =
            ["\"", "\"\"", ",", "a,b", "\n", "x\r\ny", " đầu", "cuối ", "'", "\\", "\\n", "NULL", "#N/A", "😀", "e\u0301"];
        var json = System.Text.Json.JsonSerializer.Serialize(texts.Append("xa\0y").Append("a\uD800b").Select(
            text => new { ma = "1", ten_xa = text }), Relaxed);
        var table = Open(Write("a.json", json.Replace("\\uFFFD", "\\uD800", StringComparison.Ordinal))).Value.Table;

        using var result = Connection.Query($"select c1 from {table.Sql} order by _row");
        Assert.Equal([.. texts, "xay"], result.Rows().Select(row => (string?)row[0]));
        Assert.Equal("The object has text that cannot be read.", Assert.Single(table.Broken).Reason.En);
        Assert.True(table.MayBePadded);
        Assert.True(table.MayNeedNfc);
    }

    [Fact]
    public void Plain_texts_are_neither_padded_nor_decomposed()
    {
        var table = Open(Write("a.csv", "ma,ten xa\n1,Ia Grai\n")).Value.Table;

        Assert.False(table.MayBePadded);
        Assert.False(table.MayNeedNfc);
    }

    [Fact]
    public void Values_over_many_lines_and_rows_of_megabytes_come_back()
    {
        var content = new StringBuilder("ma,ten xa\n");
        for (var row = 0; row < 20_000; row++)
        {
            content.Append(row).Append(",\"dòng\n").Append(row).Append(",x\n1,2\"\n");
        }
        content.Append("lớn,\"").Append('ỡ', 1_300_000).Append("\"\n");
        var table = Open(Write("a.csv", content.ToString())).Value.Table;

        Assert.Equal(20_001, Connection.Scalar<long>($"select count(*) from {table.Sql}"));
        Assert.Equal(20_000, Connection.Scalar<long>(
            $"select count(*) from {table.Sql} where c1 = 'dòng' || chr(10) || c0 || ',x' || chr(10) || '1,2' "
            + "and _row = c0::bigint * 3 + 2"));
        Assert.Equal(1_300_000, Connection.Scalar<long>($"select length(c1) from {table.Sql} where c0 = 'lớn'"));
    }

    [Fact]
    public void Column_without_a_heading_is_kept_where_it_holds_values()
    {
        var (understanding, table) = Open(Write("a.csv", "ma,ten xa,,\n1,a,ghi chú,\n2,b,,\n")).Value;

        Assert.Equal(["ma", "ten xa", ""], understanding.Columns.Select(column => column.Header));
        Assert.Equal(["2 | 1 | a | ghi chú", "3 | 2 | b | ·"], Rows(table));
    }

    [Fact]
    public void Header_alone_gives_no_rows()
    {
        Assert.Empty(Rows(Open(Write("a.csv", "ma,ten xa\n")).Value.Table));
    }

    [Fact]
    public void Missing_column_is_refused_with_the_nearest()
    {
        var problem = Assert.Single(Open(Write("a.csv", "mãx,ten xa\n1,a\n")).Problems);

        Assert.Equal(("code", "column.missing"), (problem.Field, problem.Code));
        Assert.Contains("mãx", problem.Message.Vi, StringComparison.Ordinal);
    }

    [Fact]
    public void Old_encodings_are_found_and_read()
    {
        byte[] word = [(byte)'t', 0xD8, (byte)'n', (byte)'h', (byte)' ', 0xA7, 0xBE, (byte)'k'];
        byte[] content = [.. "ma,ten xa\n"u8, .. Enumerable.Range(0, 30).SelectMany(row => (byte[])
            [.. Encoding.ASCII.GetBytes($"{row},"), .. word, (byte)'\n'])];
        var (understanding, table) = Open(Write("a.csv", content), careful: false).Value;

        Assert.Equal("TCVN3", understanding.Encoding);
        Assert.Equal("2 | 0 | tỉnh Đắk", Rows(table)[0]);
    }

    [Fact]
    public void Staging_keeps_the_line_of_each_row()
    {
        var (understanding, table) = Open(Write("a.csv", "ma,ten xa,dan so\n\n1,\"a\nb\",5\n2,c,x\n")).Value;
        var plan = CheckPlan.Of(Communes, new Dictionary<string, Relation>());

        var sql = new StageSql(Communes, plan, table, understanding).Sql();

        using var staged = Connection.Query(
            $"select {StageSql.Row}, code, people, {StageSql.Raw} is null from ({sql})");
        Assert.Equal([[3L, "1", 5L, true], [5L, "2", null, false]], staged.Rows());
    }

    [Fact]
    public void Sheet_of_a_report_becomes_a_table()
    {
        var file = Path.Combine(Repository(), "tests", "Unit", "Intake", "Reading", "communes.xls");
        var (understanding, table) = Open(Write("xã.xls", File.ReadAllBytes(file)), GroupedCommunes).Value;

        Assert.Equal(("xls", "Số liệu", 3), (understanding.Format, understanding.Sheet, understanding.HeaderLine));
        Assert.Equal(["Nhóm", "Tên xã", "Dân số", "Ngày", "Đạt", ""],
            understanding.Columns.Select(column => column.Header));
        Assert.Equal("5 | Miền núi | Chư Păh | 0.3 | 2025-01-02 | false | ·", Rows(table)[1]);
    }

    [Fact]
    public void Cancelled_reading_stops()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(
            () => CanonicalCsv.Open(new CsvSource(), Write("a.csv", "ma\n1\n"), Communes, Folder, stop.Token));
    }

    private static DataContract GroupedCommunes => Communes with
    {
        Fields = [new Field { Name = "group", TitleVi = "Nhóm", Type = FieldType.Text }, .. Communes.Fields.Skip(1)],
    };

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Phusa.slnx")))
        {
            folder = folder.Parent!;
        }
        return folder.FullName;
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
