using Phusa.Intake.Contracts;
using Phusa.Intake.Loads;
using Phusa.Tests.Unit.Intake.Reading;
using static Phusa.Tests.Unit.Intake.Reading.TinyWorkbook;

namespace Phusa.Tests.Store.Intake;

/// <summary>Where in a file the data stands: its sheet and its header, found or chosen.</summary>
public abstract class PlaceTests(IRecordsEngine engine) : ProjectsTests(engine)
{
    private static readonly byte[] Book = new TinyWorkbook()
        .Sheet("Bìa", [(1, T("A1", "Người lập") + T("B1", "Lan"))])
        .Sheet("Năm 2024", [(1, T("A1", "no") + T("B1", "name")), (2, N("A2", "2") + T("B2", "Đường"))])
        .Sheet("Năm 2025", [(1, T("A1", "no") + T("B1", "name")), (2, N("A2", "3") + T("B2", "Kè"))]).Bytes();

    [EngineFact]
    public async Task A_workbook_that_was_read_from_the_wrong_sheet_can_be_read_from_another()
    {
        var refused = await Spine.ImportAsync("projects", Book, "b.xlsx");
        Assert.Equal((LoadOutcome.Refused, "column.missing"), (refused.Outcome, refused.Problems[0].Code));
        Assert.Equal(["Bìa", "Năm 2024", "Năm 2025"], await Spine.Get<LoadParts>().OfAsync(refused, default));

        Assert.True(await Spine.Get<RunStore>().CheckAgainAsync(refused.Id, new ReadingChoices(Part: "Năm 2024"), default));
        await Spine.Get<RunLoad>().CheckAsync(refused.Id, default);
        var done = await Spine.Get<RunLoad>().CommitAsync(refused.Id, default);

        Assert.Equal(LoadOutcome.Accepted, done!.Outcome);
        Assert.Equal(["2|Đường"], await Spine.ServedAsync("projects", "no, name"));
        Assert.Empty(await Spine.Get<LoadParts>().OfAsync(done, default));
    }

    [EngineFact]
    public async Task Another_sheet_of_the_same_bytes_is_other_data()
    {
        Assert.Equal(LoadOutcome.Accepted, (await ImportAsync(Book, new("Năm 2024"))).Outcome);
        Assert.Equal(LoadOutcome.Unchanged, (await ImportAsync(Book, new("Năm 2024"))).Outcome);
        Assert.Equal(LoadOutcome.Accepted, (await ImportAsync(Book, new("Năm 2025"))).Outcome);

        Assert.Equal(["3|Kè"], await Spine.ServedAsync("projects", "no, name"));
        Assert.Equal("sheet.missing", Assert.Single((await ImportAsync(Book, new("Năm 2026"))).Problems).Code);
    }

    [EngineFact]
    public async Task A_header_that_was_chosen_goes_before_the_one_that_looks_likelier()
    {
        var text = "no,name,budget\nSố thứ tự,Tên dự án,starts\n2,Đường,2024-01-31\n"u8.ToArray();

        var load = await ImportAsync(text, new(HeaderLine: 2), "a.csv");

        Assert.Equal((LoadOutcome.Accepted, 1), (load.Outcome, load.Accepted));
        Assert.Equal(["2|Đường|2024-01-31"], await Spine.ServedAsync("projects", "no, name, starts"));
    }

    [EngineFact]
    public async Task A_header_below_others_in_a_sheet_can_be_chosen()
    {
        var book = new TinyWorkbook().Sheet("S",
        [
            (1, T("A1", "no") + T("B1", "name") + T("C1", "budget")), (3, T("A3", "no") + T("B3", "name")),
            (4, N("A4", "5") + T("B4", "Cống")),
        ]).Bytes();

        var load = await ImportAsync(book, new(HeaderLine: 3));

        Assert.Equal((LoadOutcome.Accepted, 1), (load.Outcome, load.Accepted));
        Assert.Equal(3, (await Loads.UnderstandingAsync(load.Id, default))!.HeaderLine);
    }

    [EngineFact]
    public async Task A_header_where_nothing_stands_is_refused()
    {
        foreach (var line in (int[])[2, 900])
        {
            var load = await ImportAsync("no,name\n\n2,Đường\n"u8.ToArray(), new(HeaderLine: line), "a.csv");
            Assert.Equal("header.missing", Assert.Single(load.Problems).Code);
        }
        Assert.Equal("header.missing", Assert.Single((await ImportAsync(Book, new("Năm 2024", 9))).Problems).Code);
        await FirstVersionServesAsync();
    }

    private async Task<Load> ImportAsync(byte[] bytes, ReadAs read, string file = "b.xlsx")
    {
        var done = await Spine.Get<Importer>().RunAsync("projects", file, new MemoryStream(bytes), "test", read, null, default);
        return done.Value ?? throw new InvalidOperationException(string.Join("; ", done.Problems));
    }
}

public sealed class SqlitePlaceTests() : PlaceTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresPlaceTests(PostgresFixture postgres) : PlaceTests(postgres);
