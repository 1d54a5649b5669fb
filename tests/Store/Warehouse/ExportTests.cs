using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Tests.Store.Warehouse;

public sealed class ExportTests : IAsyncLifetime
{
    private readonly WarehouseSample sample = new();
    private DatasetVersion version = null!;

    public Task InitializeAsync()
    {
        version = WarehouseSample.Version(1, sample.File(
            """
            select * from (values
                (1::bigint, '=1+1', -1.5::double, date '2025-12-31', 13.5::double, 108.25::double),
                (2, 'Giáo, "Đà"', 100, null, null, null),
                (3, null, null, date '1899-01-01', 13, 108)) t(no, name, budget, day, latitude, longitude)
            """));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await sample.DisposeAsync();

    [Fact]
    public async Task Csv_is_exact_to_the_byte() => Assert.Equal(
        "no,name,budget,day,latitude,longitude\r\n1,'=1+1,-1.5,2025-12-31,13.5,108.25\r\n"
        + "2,\"Giáo, \"\"Đà\"\"\",100,,,\r\n3,,,1899-01-01,13,108\r\n",
        await sample.TextAsync(version, "", RowFormat.Csv));

    [Fact]
    public async Task Csv_for_excel_begins_with_the_mark() => Assert.Equal(
        [0xEF, 0xBB, 0xBF, (byte)'n'], (await sample.WriteAsync(version, "", RowFormat.CsvForExcel))[..4]);

    [Fact]
    public async Task Json_and_its_lines_hold_typed_values()
    {
        Assert.Equal(
            """{"version":1,"total":3,"rows":[{"no":1,"budget":-1.5,"day":"2025-12-31"},""" + "\n"
            + """{"no":2,"budget":100,"day":null}],"next":"{next}"}""".Replace("{next}",
                (await sample.Runner.PageAsync(WarehouseSample.Prepare(version, "?select=no,budget,day&limit=2"), default)).Next,
                StringComparison.Ordinal),
            await sample.TextAsync(version, "?select=no,budget,day&limit=2", RowFormat.Json));
        Assert.Equal("{\"no\":1,\"name\":\"=1+1\"}\n{\"no\":2,\"name\":\"Giáo, \\\"Đà\\\"\"}\n{\"no\":3,\"name\":null}\n",
            await sample.TextAsync(version, "?select=no,name", RowFormat.NdJson));
    }

    [Fact]
    public async Task Geojson_has_a_feature_for_each_row()
    {
        using var json = JsonDocument.Parse(await sample.TextAsync(version, "?select=no", RowFormat.GeoJson));

        var features = json.RootElement.GetProperty("features").EnumerateArray().ToList();
        Assert.Equal("[108.25,13.5]", features[0].GetProperty("geometry").GetProperty("coordinates").GetRawText());
        Assert.Equal(JsonValueKind.Null, features[1].GetProperty("geometry").ValueKind);
        Assert.Equal(3, features[2].GetProperty("properties").GetProperty("no").GetInt32());
    }

    [Fact]
    public async Task Parquet_holds_the_columns_of_the_answer_only()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, await sample.WriteAsync(version, "?select=no,day&no=lte.2&sort=-no&limit=1", RowFormat.Parquet));
            using var database = DuckDatabase.Open(null);
            using var connection = database.Connect();
            using var result = connection.Query($"select * from read_parquet({DuckSql.Literal(path)})");
            Assert.Equal(["no", "day"], result.Columns.Select(column => column.Name));
            Assert.Equal(2L, result.Rows().Single()[0]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Xlsx_types_its_cells_and_marks_formulas_as_text()
    {
        using var zip = new ZipArchive(new MemoryStream(await sample.WriteAsync(version, "", RowFormat.Xlsx)));
        await using var part = await zip.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync();
        var sheet = XDocument.Load(part);
        XNamespace main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        var rows = sheet.Descendants(main + "row").Select(row => row.Elements(main + "c").ToList()).ToList();

        Assert.Equal(4, rows.Count);
        Assert.Equal(("5", "=1+1"), (rows[1][1].Attribute("s")!.Value, rows[1][1].Value));
        Assert.Equal(("2", "46022"), (rows[1][3].Attribute("s")!.Value, rows[1][3].Value));
        Assert.Equal("-1.5", rows[1][2].Element(main + "v")!.Value);
        Assert.Equal("1899-01-01", rows[3][3].Value);
        Assert.All(zip.Entries, entry => XDocument.Load(entry.Open()));
    }

    [Fact]
    public async Task A_receiver_that_goes_away_ends_the_download()
    {
        var large = WarehouseSample.Version(2, sample.File(WarehouseSample.Numbers(1, 200_000)));
        var pipe = new System.IO.Pipelines.Pipe();
        await pipe.Reader.CompleteAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sample.Runner.WriteAsync(
            WarehouseSample.Prepare(large, "", RowFormat.Csv), RowFormat.Csv, pipe.Writer, CancellationToken.None));
    }

    [Fact]
    public async Task Geojson_without_a_place_and_sheets_with_too_many_rows_are_refused()
    {
        var access = new QueryAccess { Fields = new Dictionary<string, FieldView> { ["latitude"] = FieldView.Hidden } };
        var geo = QueryRunner.Prepare(version, WarehouseSample.Contract, access, new Query(), RowFormat.GeoJson);
        Assert.Equal("export.no-place", Assert.Single(geo.Problems).Code);

        var many = WarehouseSample.Version(3, sample.File(WarehouseSample.Numbers(1, 1_048_577)));
        var whole = QueryRunner.Prepare(many, WarehouseSample.Contract, QueryAccess.Full, new Query(), RowFormat.Xlsx);
        Assert.Equal("export.too-many-rows", Assert.Single(whole.Problems).Code);
        var filtered = await sample.Runner.WriteAsync(WarehouseSample.Prepare(many, "?no=gt.0", RowFormat.Xlsx), RowFormat.Xlsx,
            System.IO.Pipelines.PipeWriter.Create(Stream.Null), CancellationToken.None);
        Assert.Equal("export.too-many-rows", Assert.Single(filtered.Problems).Code);
    }
}
