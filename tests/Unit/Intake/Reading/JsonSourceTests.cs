using System.Text;
using Phusa.Intake.Reading;

namespace Phusa.Tests.Unit.Intake.Reading;

public sealed class JsonSourceTests : IDisposable
{
    private readonly SourceFolder folder = new();
    private readonly JsonSource source = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("""[{"a":1,"b":"x"},{"a":2,"c":true}]""")]
    [InlineData("""{"total":2,"tags":["x"],"data":[{"a":1,"b":"x"},{"a":2,"c":true}],"next":null}""")]
    [InlineData("""{"result":{"records":[{"a":1,"b":"x"},{"a":2,"c":true},]}}""")]
    [InlineData("{\"a\":1,\"b\":\"x\"}\n\n{\"a\":2,\"c\":true}\n")]
    [InlineData("\uFEFF[ {\"a\":1,\"b\":\"x\"} ,\n {\"a\":2,\"c\":true} ]\n")]
    public void Objects_are_rows_and_names_of_all_are_columns(string content)
    {
        var rows = source.All(folder.Write("a.json", content));

        Assert.Equal(["a", "b", "c"], rows[0].Cells);
        Assert.Equal(["1", "x", null], rows[1].Cells);
        Assert.Equal(["2", null, "true"], rows[2].Cells);
        Assert.Equal(3, rows.Count);
    }

    [Fact]
    public void Nested_objects_have_dotted_names_and_arrays_stay_JSON()
    {
        var rows = source.All(folder.Write("a.json", """[{"xã":{"tên":"Ia Grai","mã":[1, 2,{"k":"đ"}]},"n":null}]"""));

        Assert.Equal(["xã.tên", "xã.mã", "n"], rows[0].Cells);
        Assert.Equal(["Ia Grai", """[1,2,{"k":"đ"}]""", null], rows[1].Cells);
    }

    [Theory]
    [InlineData("1e15", "1000000000000000")]
    [InlineData("12345678901234567890123456789012345", "12345678901234567890123456789012345")]
    [InlineData("1.10", "1.10")]
    [InlineData("1e-40", "1e-40")]
    public void Numbers_keep_their_digits(string written, string read)
    {
        Assert.Equal([read], source.All(folder.Write("a.json", $"[{{\"a\":{written}}}]"))[1].Cells);
    }

    [Fact]
    public void Features_give_their_properties_geometry_and_id()
    {
        var rows = source.All(folder.Write("a.geojson",
            """
            {"type":"FeatureCollection","bbox":[1,2,3,4],"features":[
              {"type":"Feature","id":"f1","geometry":{"type":"Point", "coordinates":[108.0, 13.98]},
               "properties":{"tên":"Pleiku"}},
              {"type":"Feature","geometry":null,"properties":{"tên":"Kbang","id":7}}]}
            """));

        Assert.Equal(["id", "tên", "geometry"], rows[0].Cells);
        Assert.Equal(["f1", "Pleiku", """{"type":"Point","coordinates":[108.0,13.98]}"""], rows[1].Cells);
        Assert.Equal(["7", "Kbang", null], rows[2].Cells);
    }

    [Fact]
    public void A_property_called_geometry_is_the_value_as_in_our_own_downloads()
    {
        var rows = source.All(folder.Write("a.geojson",
            """
            {"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[108.0,13.98]},
              "properties":{"code":"T1","geometry":"POINT (108.0 13.98)"}}]}
            """));

        Assert.Equal(["code", "geometry"], rows[0].Cells);
        Assert.Equal(["T1", "POINT (108.0 13.98)"], rows[1].Cells);
    }

    [Fact]
    public void Broken_line_of_NDJSON_costs_only_itself()
    {
        var rows = source.All(folder.Write(
            "a.ndjson", "{\"a\":1}\n{\"a\":\n[5]\n{\"a\":2} x\n{\"a\":\"\\ud800\"}\n{\"a\":3}"));

        Assert.Equal([0, 1, 2, 3, 4, 5, 6], rows.Select(row => row.Line));
        Assert.Equal([2, 3, 4, 5], rows.Where(row => row.Broken is not null).Select(row => row.Line));
        Assert.StartsWith(
            "Dòng này không phải JSON đúng, sai từ vị trí", rows[2].Broken!.Value.Vi, StringComparison.Ordinal);
        Assert.Equal("[5]", rows[3].Cells[0]);
        Assert.Equal("This element is no JSON object.", rows[3].Broken!.Value.En);
        Assert.Equal("The object has text that cannot be read.", rows[5].Broken!.Value.En);
    }

    [Fact]
    public void Elements_that_are_no_objects_or_no_text_are_broken_rows()
    {
        byte[] content = [.. "[{\"a\":1},5,{\"a\":\""u8, 0xFF, .. "\"}]"u8];
        var rows = source.All(folder.Write("a.json", content));

        Assert.Equal([2, 3], rows.Where(row => row.Broken is not null).Select(row => row.Line));
    }

    [Theory]
    [InlineData("[{\"a\":1},\n{\"a\":2", 2)]
    [InlineData("[{\"a\":1},\n{\"a\":2}", 2)]
    [InlineData("[{\"a\":1}]\n]", 2)]
    [InlineData("[{\"a\":1},\n\n{\"a\" 2}]", 3)]
    [InlineData("{\"data\":[{\"a\":1}]", 1)]
    public void Wrong_or_cut_document_is_refused_with_its_place(string content, int line)
    {
        var refused = Assert.Throws<UnreadableSourceException>(() => source.All(folder.Write("a.json", content)));

        Assert.Equal("json.damaged", refused.Code);
        Assert.StartsWith(
            $"Tệp JSON a.json sai cú pháp hoặc bị cắt ở dòng {line}, vị trí ", refused.Reason.Vi, StringComparison.Ordinal);
    }

    [Fact]
    public void Lone_object_is_one_row_and_an_empty_list_none()
    {
        Assert.Equal(["0: a | b.c", "1: 1 | 2"], source.Lines(folder.Write("a.json", """{"a":1,"b":{"c":2}}""")));
        Assert.Empty(source.All(folder.Write("b.json", """{"data":[]}""")));
        Assert.Equal("json.without-rows",
            Assert.Throws<UnreadableSourceException>(() => source.All(folder.Write("c.json", "[1,2]"))).Code);
    }

    [Fact]
    public void Rows_beyond_the_reading_window_are_whole()
    {
        var long1 = new string('đ', 400_000);
        var content = new StringBuilder("{\"data\":[");
        for (var row = 0; row < 3000; row++)
        {
            content.Append(row == 0 ? "" : ",").Append("{\"n\":").Append(row).Append(",\"t\":\"")
                .Append(row % 1000 == 500 ? long1 : "ngắn " + row).Append("\"}");
        }
        var rows = source.All(folder.Write("a.json", content.Append("]}").ToString()));

        Assert.Equal(3001, rows.Count);
        Assert.All(rows.Skip(1), row => Assert.Equal($"{row.Line - 1}", row.Cells[0]));
        Assert.Equal(3, rows.Count(row => row.Cells[1] == long1));
    }

    [Fact]
    public void Object_used_as_a_map_is_refused_as_too_wide()
    {
        var content = $"[{{{string.Join(',', Enumerable.Range(0, 3000).Select(at => $"\"k{at}\":1"))}}}]";

        Assert.Equal("json.too-wide",
            Assert.Throws<UnreadableSourceException>(() => source.All(folder.Write("a.json", content))).Code);
    }
}
