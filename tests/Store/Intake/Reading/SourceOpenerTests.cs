using System.IO.Compression;
using System.Text;
using Phusa.Intake.Reading;

namespace Phusa.Tests.Store.Intake.Reading;

public sealed class SourceOpenerTests : ReadingTests
{
    [Fact]
    public void Json_is_read_by_the_names_of_its_fields()
    {
        var (understanding, table) = Open(Write(
            "a.json", """[{"code":"1","people":5},{"code":"2","name":"Ia Ka"}]""")).Value;

        Assert.Equal(("json", 0), (understanding.Format, understanding.HeaderLine));
        Assert.Equal(["code", "people", "name"], understanding.Columns.Select(column => column.Field));
        Assert.Equal(["1 | 1 | 5 | ·", "2 | 2 | · | Ia Ka"], Rows(table));
    }

    [Fact]
    public void Clean_file_in_an_archive_is_read_where_it_was_unpacked()
    {
        var (understanding, table) = Open(Zip("xa.csv", "ma,ten xa\n1,a\n"), careful: false).Value;

        Assert.Equal(("csv", false), (understanding.Format, table.HasRow));
        Assert.Equal(["1 | a"], Rows(table));
    }

    [Fact]
    public void File_in_an_archive_that_is_an_archive_under_another_name_is_refused()
    {
        var inner = File.ReadAllBytes(Zip("xa.csv", "ma\n1\n").Path);

        var refused = Assert.Throws<UnreadableSourceException>(() => Open(Zip("b.csv", inner)));

        Assert.Equal("zip.nested", refused.Code);
    }

    [Theory]
    [InlineData("", "file.empty")]
    [InlineData("\n\n ,\n", "file.empty")]
    [InlineData("\u0001\u0002\u0000rác", "file.not-understood")]
    public void What_is_no_data_is_refused(string content, string code)
    {
        Assert.Equal(code, Assert.Single(Open(Write("a.csv", content)).Problems).Code);
    }

    [Fact]
    public void Parquet_is_read_as_text_that_means_the_same()
    {
        var path = Path.Combine(Folder, "a.parquet");
        Connection.Execute(
            $$"""
            copy (select '01' as "Mã", 1234567890123456::double as people, 'Ia Ka' as "tên xã", 0.5::double as half,
                12.50::decimal(9,2) as cost, date '2025-12-31' as day, timestamp '2025-12-31 08:00:00' as at,
                timestamptz '2025-12-31 08:00:00+07' as zoned, true as yes, [1, 2] as list, {'a': 'đ'} as nested,
                null::integer as nothing)
            to '{{path}}' (format parquet)
            """);

        var (understanding, table) = Open(new SourceFile(path, "a.parquet", "", null, null, null)).Value;

        Assert.Equal(["code", "people", "name", null], understanding.Columns.Take(4).Select(column => column.Field));
        Assert.Equal(
            ["01 | 1234567890123456 | Ia Ka | 0.5 | 12.50 | 2025-12-31 | 2025-12-31 08:00:00 | "
                + "2025-12-31 01:00:00.000000+00:00 | true | [1,2] | {\"a\":\"đ\"} | ·"], Rows(table));
    }

    [Fact]
    public void Damaged_parquet_is_refused()
    {
        var path = Path.Combine(Folder, "a.parquet");
        Connection.Execute($"copy (select range::varchar as code from range(1000)) to '{path}' (format parquet)");
        var cut = Write("b.parquet", File.ReadAllBytes(path)[..^200]);

        var problem = Assert.Single(Open(cut).Problems);

        Assert.Equal(("parquet.damaged", "Tệp Parquet b.parquet bị hỏng hoặc bị cắt."),
            (problem.Code, problem.Message.Vi));
    }

    [Fact]
    public void Parts_are_told_for_archives()
    {
        Assert.Equal(["xa.csv"], Opener.Parts(Zip("xa.csv", "ma\n1\n")));
        Assert.Empty(Opener.Parts(Write("a.csv", "ma\n1\n")));
    }

    private SourceFile Zip(string entry, string content) => Zip(entry, Encoding.UTF8.GetBytes(content));

    private SourceFile Zip(string entry, byte[] content)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, true))
        {
            using var target = archive.CreateEntry(entry).Open();
            target.Write(content);
        }
        return Write("a.zip", stream.ToArray());
    }
}
