using System.Text;
using Phusa.Host;
using Phusa.Intake.Contracts;

namespace Phusa.Tests.Store.Intake;

public abstract class LoadTests(IRecordsEngine engine) : RecordsTests(engine, River.Modules)
{
    private const string Contract =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: test.projects
        name: projects
        version: 1.0.0
        status: active
        schema:
          - name: projects
            logicalType: object
            properties:
              - { name: "no", businessName: Số thứ tự, logicalType: integer, primaryKey: true, primaryKeyPosition: 1, required: true }
              - { name: name, businessName: Tên dự án, logicalType: string, required: true }
              - { name: budget, businessName: Kinh phí, logicalType: number, logicalTypeOptions: { minimum: 0 } }
              - { name: starts, businessName: Ngày bắt đầu, logicalType: date }
        """;

    private Spine spine = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        spine = new Spine(Database);
        await spine.RegisterAsync(Contract);
    }

    public override async Task DisposeAsync()
    {
        await spine.DisposeAsync();
        await base.DisposeAsync();
    }

    [EngineFact]
    public async Task A_sound_file_becomes_the_first_version()
    {
        var load = await spine.ImportAsync("projects", "no,name,budget,starts\n1,Cầu,10.5,2024-01-31\n2,Đường,,\n");

        Assert.Equal((LoadOutcome.Accepted, 2, 0, 1), (load.Outcome, load.Accepted, load.Rejected, load.Version));
        Assert.Equal(["1|Cầu|10.5|2024-01-31", "2|Đường"], await spine.ServedAsync("projects", "no, name, budget, starts"));
    }

    [EngineFact]
    public async Task Vietnamese_headings_numbers_and_dates_are_understood()
    {
        var load = await spine.ImportAsync("projects",
            "Bảng kê dự án;;;\nTT;Ten du an;KINH PHÍ;Ngày bắt đầu\n".Replace("TT;", "Số thứ tự;")
            + "1;Cầu;1.234.567,89;31/12/2025\n2;Đường;12,5;01/02/2024\n");

        Assert.Equal(LoadOutcome.Accepted, load.Outcome);
        Assert.Equal(["1|1234567.89|2025-12-31", "2|12.5|2024-02-01"], await spine.ServedAsync("projects", "no, budget, starts"));
    }

    [EngineFact]
    public async Task A_number_form_guessed_from_the_top_is_put_right_by_the_whole_file()
    {
        var plain = string.Concat(Enumerable.Range(1, 400).Select(no => $"{no};Cầu;1.5;\n"));
        var load = await spine.ImportAsync("projects", "no;name;budget;starts\n" + plain
            + string.Concat(Enumerable.Range(401, 900).Select(no => $"{no};Đường;1.234,5;\n")));

        Assert.Equal((1300, 400), (load.Rows, load.Rejected));
        Assert.Contains(load.Measure!.Results, result => result.Check.Name == "budget.type" && result.Failed == 400);
    }

    [EngineFact]
    public async Task Rows_at_fault_are_kept_apart_and_the_rest_is_served()
    {
        var load = await spine.ImportAsync("projects",
            "no,name,budget,starts\n1,Cầu,10,\nx,Đường,5,\n3,,5,\n4,Đê,-1,\n5,Kè,1,31/02/2025\n6,Cống,1,\n6,Cống nữa,2,\n");

        Assert.Equal((LoadOutcome.AcceptedWithRejects, 7, 2, 5), (load.Outcome, load.Rows, load.Accepted, load.Rejected));
        Assert.Equal(["1|Cầu", "6|Cống"], await spine.ServedAsync("projects", "no, name"));
        var failed = load.Measure!.Results.Where(result => result.Failed > 0).ToDictionary(result => result.Check.Name, result => result.Failed);
        Assert.Equal(1, failed["no.type"]);
        Assert.Equal(1, failed["name.required"]);
        Assert.Equal(1, failed["budget.range"]);
        Assert.Equal(1, failed["starts.type"]);
        Assert.Equal(1, failed["key"]);
    }

    [EngineFact]
    public async Task An_upsert_changes_rows_by_key_and_counts_what_changed()
    {
        await spine.ImportAsync("projects", "no,name,budget,starts\n1,Cầu,10,\n2,Đường,5,\n");
        await spine.ImportAsync("projects", "no,name,budget,starts\n2,Đường mới,6,\n3,Kè,1,\n");

        Assert.Equal(["1|Cầu|10.0", "2|Đường mới|6.0", "3|Kè|1.0"], await spine.ServedAsync("projects", "no, name, budget"));
        var version = await spine.Versions.CurrentAsync((await spine.Datasets.FindAsync("projects", default))!.Id, default);
        Assert.Equal((2, 3, 1L, 1L, 0L), (version!.Number, version.Rows, version.Added, version.Changed, version.Removed));
    }

    [EngineFact]
    public async Task A_file_without_a_required_column_is_refused_with_the_nearest_heading()
    {
        await spine.ImportAsync("projects", "no,name,budget,starts\n1,Cầu,10,\n");
        var load = await spine.ImportAsync("projects", "no,nam,budget\n2,Đường,5\n");

        Assert.Equal(LoadOutcome.Refused, load.Outcome);
        var problem = Assert.Single(load.Problems);
        Assert.Equal(("name", "column.missing"), (problem.Field, problem.Code));
        Assert.Contains("\"nam\"", problem.Message.En, StringComparison.Ordinal);
        Assert.Equal(["1|Cầu"], await spine.ServedAsync("projects", "no, name"));
    }

    [EngineFact]
    public async Task Json_with_the_mark_of_UTF_16_is_read_as_JSON()
    {
        foreach (var encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            var json = $$"""[ {"no": 1, "name": "Cầu {{encoding.CodePage}}", "budget": 1.5} ]""";
            var load = await spine.ImportAsync("projects", [.. encoding.Preamble, .. encoding.GetBytes(json)], "a.json");

            Assert.Equal(LoadOutcome.Accepted, load.Outcome);
            Assert.Equal([$"1|Cầu {encoding.CodePage}|1.5"], await spine.ServedAsync("projects", "no, name, budget"));
        }
    }

    [EngineFact]
    public async Task Two_loads_at_once_both_arrive()
    {
        var loads = await Task.WhenAll(Enumerable.Range(0, 4).Select(at =>
            Task.Run(() => spine.ImportAsync("projects", $"no,name,budget,starts\n{at},Dự án {at},1,\n"))));

        Assert.All(loads, load => Assert.Equal(LoadOutcome.Accepted, load.Outcome));
        Assert.Equal(4, (await spine.ServedAsync("projects", "no")).Count);
    }
}

public sealed class SqliteLoadTests() : LoadTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresLoadTests(PostgresFixture postgres) : LoadTests(postgres);
