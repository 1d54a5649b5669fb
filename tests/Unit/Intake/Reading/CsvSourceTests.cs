using System.Text;
using Phusa.Intake.Reading;
using Phusa.Kernel.Vietnamese;

namespace Phusa.Tests.Unit.Intake.Reading;

public sealed class CsvSourceTests : IDisposable
{
    private readonly SourceFolder folder = new();
    private readonly CsvSource source = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Rows_carry_their_first_physical_line()
    {
        var file = folder.Write("a.csv", "ma,ten\n1,\"Ia\nGrai\"\n\n2,Chư Păh\n");

        Assert.Equal(["1: ma | ten", "2: 1 | Ia\nGrai", "4: ", "5: 2 | Chư Păh"], source.Lines(file));
    }

    [Fact]
    public void Doubled_quotes_blanks_after_a_quote_and_quotes_inside_bare_values_are_kept()
    {
        var file = folder.Write("a.csv", "a,b\r\n\"nói \"\"vâng\"\"\" ,5\" ống\r\n");

        Assert.Equal(["1: a | b", "2: nói \"vâng\" | 5\" ống"], source.Lines(file));
    }

    [Theory]
    [InlineData("a;b\n1,5;2,5\n")]
    [InlineData("a\tb\n1,5\t2,5\n")]
    [InlineData("a|b\r\n1,5|2,5\r\n")]
    [InlineData("a;b\r1,5;2,5\r")]
    [InlineData("a;b\n1,5;2,5")]
    public void Delimiter_and_line_end_are_found(string content)
    {
        Assert.Equal(["1: a | b", "2: 1,5 | 2,5"], source.Lines(folder.Write("a.csv", content)));
    }

    [Fact]
    public void Quote_that_never_closes_loses_one_line_only()
    {
        var rows = source.All(folder.Write("a.csv", "a,b\n1,\"mở\n2,y\n3,z\n"));

        Assert.Equal([1, 2, 3, 4], rows.Select(row => row.Line));
        Assert.Equal("1,\"mở", rows[1].Cells[0]);
        Assert.Equal("Dấu ngoặc kép mở ở dòng này không có dấu đóng.", rows[1].Broken!.Value.Vi);
        Assert.Equal("The quote opened on this line never closes.", rows[1].Broken!.Value.En);
        Assert.Equal(["3", "z"], rows[3].Cells);
    }

    [Fact]
    public void Quote_that_closes_after_more_than_a_thousand_lines_is_taken_for_a_stray_one()
    {
        var filler = string.Concat(Enumerable.Range(0, 1100).Select(at => $"{at},x\n"));
        var rows = source.All(folder.Write("a.csv", "a,b\n1,\"mở\n" + filler + "2,\"\n"));

        Assert.Equal(1103, rows.Count);
        Assert.Equal([2, 1103], rows.Where(row => row.Broken is not null).Select(row => row.Line));
    }

    [Fact]
    public void Quote_that_is_not_closed_within_four_megabytes_is_taken_for_a_stray_one()
    {
        var rows = source.All(folder.Write("a.csv", "a,b\n1,\"" + new string('x', 5 << 20) + "\"\n2,y\n"));

        Assert.Equal([2], rows.Where(row => row.Broken is not null).Select(row => row.Line));
        Assert.Equal(["2", "y"], rows[^1].Cells);
    }

    [Fact]
    public void Quote_amid_a_value_is_said_and_the_next_line_is_read()
    {
        var rows = source.All(folder.Write("a.csv", "a,b\n1,\"Trường \"A\" xã\"\n2,y\n"));

        Assert.Contains("không viết đôi", rows[1].Broken!.Value.Vi, StringComparison.Ordinal);
        Assert.Contains("is not doubled", rows[1].Broken!.Value.En, StringComparison.Ordinal);
        Assert.Equal(["2", "y"], rows[2].Cells);
    }

    [Fact]
    public void Line_longer_than_sixteen_megabytes_is_given_up()
    {
        var rows = source.All(folder.Write("a.csv", "a,b\n" + new string('x', 40 << 20) + "\n2,y\n"));

        Assert.Contains("16 MB", rows[1].Broken!.Value.Vi, StringComparison.Ordinal);
        Assert.True(rows[1].Cells[0]!.Length <= 16_000);
        Assert.Equal(["2", "y"], rows[2].Cells);
        Assert.Equal(3, rows[2].Line);
    }

    [Fact]
    public void Broken_bytes_cost_their_row_and_tell_their_offset()
    {
        byte[] content = [.. "mã,b\n1,"u8, 0xE1, 0xBB, (byte)'\n', .. "2,ở\n"u8];
        var rows = source.All(folder.Write("a.csv", content, "UTF-8"));

        Assert.Equal("The row has bytes that are not UTF-8, at offset 8 of the file.", rows[1].Broken!.Value.En);
        Assert.Equal(["2", "ở"], rows[2].Cells);
    }

    [Fact]
    public void Last_row_without_line_end_is_marked()
    {
        var rows = source.All(folder.Write("a.csv", "a,b\n1,2\n3"));

        Assert.Equal([false, false, true], rows.Select(row => row.Unended));
    }

    [Theory]
    [InlineData("UTF-16LE")]
    [InlineData("UTF-16BE")]
    [InlineData("UTF-8")]
    public void Unicode_is_recognised_by_its_mark(string name)
    {
        var encoding = name == "UTF-8" ? new UTF8Encoding(true)
            : (Encoding)new UnicodeEncoding(name == "UTF-16BE", true);
        byte[] content = [.. encoding.Preamble, .. encoding.GetBytes("mã,tên\n1,Đắk Đoa\n")];

        Assert.Equal(["1: mã | tên", "2: 1 | Đắk Đoa"], source.Lines(folder.Write("a.csv", content)));
    }

    [Fact]
    public void Windows_1258_is_read_when_chosen()
    {
        byte[] content = [.. "ma,ten\n1,"u8, 0xD0, 0xE3, (byte)'k', (byte)'\n'];

        Assert.Equal(["1: ma | ten", "2: 1 | Đăk"], source.Lines(folder.Write("a.csv", content, "Windows-1258")));
    }

    [Fact]
    public void Unknown_encoding_is_refused()
    {
        var refused = Assert.Throws<UnreadableSourceException>(
            () => source.All(folder.Write("a.csv", "a,b\n", "EBCDIC")));

        Assert.Equal("encoding.unknown", refused.Code);
    }

    [Fact]
    public void Encoding_of_a_file_that_begins_with_much_ASCII_is_told_where_that_ends()
    {
        byte[] start = [.. Enumerable.Repeat((byte)'x', 3 << 20), (byte)'\n'];
        byte[] sound = [.. start, .. "Uỷ ban nhân dân tỉnh Đắk Lắk, sở Kế hoạch và Đầu tư, xã Ea Kao, "u8, 0xFF];
        var file = folder.Write("a.csv", sound);

        Assert.Equal(LegacyEncoding.Utf8.Name, SourceText.EncodingAround(file.Path, sound.Length - 1));
        byte[] tcvn3 = [.. start, .. Enumerable.Repeat<byte[]>([(byte)'t', 0xD8, (byte)'n', (byte)'h', (byte)' ',
            0xA7, 0xBE, (byte)'k', (byte)' ', (byte)'L', 0xBE, (byte)'k', (byte)'\n'], 20).SelectMany(part => part)];
        Assert.Equal("TCVN3", SourceText.EncodingAround(folder.Write("b.csv", tcvn3).Path, start.Length + 1));
    }

    [Fact]
    public void Random_tables_read_back_as_written()
    {
        var random = new Random(20251231);
        for (var round = 0; round < 300; round++)
        {
            var delimiter = ",;\t|"[random.Next(4)];
            var table = Table(random);
            var lineEnd = random.Next(2) == 0 ? "\n" : "\r\n";
            var content = string.Concat(table.Select(row =>
                string.Join(delimiter, row.Select(cell => Written(cell, delimiter, random))) + lineEnd));

            var rows = source.All(folder.Write("t.csv", content, "UTF-8", delimiter));

            Assert.All(rows, row => Assert.Null(row.Broken));
            Assert.Equal(table, rows.Select(row => row.Cells.Select(cell => cell!).ToList()));
            Assert.Equal(Lines(table), rows.Select(row => row.Line));
        }
    }

    [Fact]
    public void Random_bytes_never_stop_the_reader_and_keep_its_lines_in_order()
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var content = new byte[random.Next(1, 3000)];
            for (var at = 0; at < content.Length; at++)
            {
                content[at] = random.Next(4) == 0 ? (byte)random.Next(256) : (byte)"\",\n a"[random.Next(5)];
            }
            var rows = source.All(folder.Write("t.csv", content, "UTF-8", ','));

            Assert.True(rows.Zip(rows.Skip(1)).All(pair => pair.First.Line < pair.Second.Line));
            Assert.InRange(rows.Count, 1, content.Count(letter => letter is (byte)'\n' or (byte)'\r') + 1);
        }
    }

    [SharedFact]
    public void Real_files_read_whole()
    {
        var files = Directory.GetFiles(Path.Combine(SharedFactAttribute.Folder!, "data", "seeds"), "*.csv");

        Assert.NotEmpty(files);
        foreach (var path in files)
        {
            var rows = source.All(new SourceFile(path, Path.GetFileName(path), "csv", null, null, null));
            Assert.True(rows.Count > 1);
            Assert.All(rows, row => Assert.Null(row.Broken));
            Assert.All(rows, row => Assert.Equal(rows[0].Cells.Count, row.Cells.Count));
        }
    }

    private static List<List<string>> Table(Random random)
    {
        const string Letters = "aăđĐ1 \"'\n,;|\tỢ̉𐐷";
        var width = random.Next(1, 6);
        return [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => Enumerable.Range(0, width)
            .Select(_ => string.Concat(Enumerable.Range(0, random.Next(0, 9)).Select(_ => Rune(Letters, random))))
            .ToList())];
    }

    private static string Rune(string letters, Random random)
    {
        var runes = letters.EnumerateRunes().ToList();
        return runes[random.Next(runes.Count)].ToString();
    }

    private static string Written(string cell, char delimiter, Random random) =>
        cell.IndexOfAny([delimiter, '"', '\n']) >= 0 || random.Next(4) == 0
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    private static IEnumerable<long> Lines(List<List<string>> table)
    {
        var line = 1L;
        foreach (var row in table)
        {
            yield return line;
            line += 1 + row.Sum(cell => cell.Count(letter => letter == '\n'));
        }
    }
}
