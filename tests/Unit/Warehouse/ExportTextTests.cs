using System.Globalization;
using System.Text;
using Phusa.Warehouse.Export;

namespace Phusa.Tests.Unit.Warehouse;

public sealed class ExportTextTests
{
    [Theory]
    [InlineData("=1+2", "'=1+2")]
    [InlineData("+84", "'+84")]
    [InlineData("-x", "'-x")]
    [InlineData("@sum", "'@sum")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("a=1", "a=1")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"")]
    [InlineData("=a,b", "\"'=a,b\"")]
    [InlineData("", "\"\"")]
    [InlineData("giáo", "giáo")]
    public void Csv_texts_are_quoted_and_defused(string text, string written) =>
        Assert.Equal(written, Written(to => CsvRows.Text(Encoding.UTF8.GetBytes(text), to)));

    [Theory]
    [InlineData("a\"b\\c\n\u0001", "\"a\\\"b\\\\c\\n\\u0001\"")]
    [InlineData("Đà", "\"Đà\"")]
    public void Json_texts_are_escaped(string text, string written) =>
        Assert.Equal(written, Written(to => JsonText.Text(text, to)));

    [Fact]
    public void Doubles_read_back_as_they_were()
    {
        var random = new Random(1);
        double[] some = [0, -0.001, 0.1, 0.3, 1e300, -5e-324, 123456.789, 1e15, 999999999999.999, double.MaxValue, 1.0 / 3];
        foreach (var number in some.Concat(Enumerable.Range(0, 5000).Select(i =>
            i % 2 == 0 ? random.Next(-1_000_000, 1_000_000) / 1000.0 : BitConverter.Int64BitsToDouble(random.NextInt64()))))
        {
            if (double.IsFinite(number))
            {
                var text = Written(to => to.Advance(DoubleText.Write(number, to.Room(64))));
                Assert.Equal(number, double.Parse(text, CultureInfo.InvariantCulture));
                Assert.True(text.Length <= number.ToString("R", CultureInfo.InvariantCulture).Length, text);
            }
        }
    }

    [Theory]
    [InlineData(12345, 3, "12.345")]
    [InlineData(-5, 3, "-0.005")]
    [InlineData(100, 2, "1.00")]
    [InlineData(7, 0, "7")]
    public void Decimals_keep_their_digits(int digits, int scale, string written) =>
        Assert.Equal(written, Written(to => to.Advance(DecimalText.Write(digits, scale, to.Room(64)))));

    [Theory]
    [InlineData("POINT (108.1 13.9)", "{\"type\":\"Point\",\"coordinates\":[108.1,13.9]}")]
    [InlineData("MULTIPOINT ((1 2), (3 4))", "{\"type\":\"MultiPoint\",\"coordinates\":[[1,2],[3,4]]}")]
    [InlineData("LINESTRING(1 2,3 4)", "{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]}")]
    [InlineData("POLYGON Z ((0 0 5, 1 0 5, 1 1 5, 0 0 5))", "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]}")]
    [InlineData("{\"type\":\"Point\",\"coordinates\":[1,2]}", "{\"type\":\"Point\",\"coordinates\":[1,2]}")]
    [InlineData("POINT (x", null)]
    [InlineData("LINESTRING((1 2))", null)]
    [InlineData("{oops", null)]
    public void Geometries_become_geojson(string text, string? json) => Assert.Equal(json, WktGeometry.ToGeoJson(text));

    private static string Written(Action<Utf8Buffer> write)
    {
        using var buffer = new Utf8Buffer(null, CancellationToken.None);
        write(buffer);
        return Encoding.UTF8.GetString(buffer.Kept.Span);
    }
}
