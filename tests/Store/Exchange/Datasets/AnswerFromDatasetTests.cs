using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using Phusa.Exchange.Datasets;
using Phusa.Host;
using Phusa.Kernel.Outcomes;
using Phusa.Tests.Store.Intake;
using Phusa.Warehouse.Contracts;

namespace Phusa.Tests.Store.Exchange.Datasets;

public abstract class AnswerFromDatasetTests(IRecordsEngine engine) : RecordsTests(engine, [.. River.Modules])
{
    private const string First = "no,name,phone,commune\n1,Nguyễn Văn An,0912345678,23560\n2,Siu H'Bia,0912345679,23563\n";

    private const string Second = "no,name,phone,commune\n1,Nguyễn Văn An,0999999999,23560\n3,Rơ Châm Pyu,,23560\n";

    private static readonly Allowance NameOnly = new(["name"], null);

    private static readonly Allowance OfOneCommune = new(["no", "name"], new Condition("commune", FilterOperator.Eq, "23560"));

    private Spine spine = null!;

    private AnswerFromDataset Answers => new(
        spine.Datasets, spine.Versions, spine.Get<QueryRunner>(), spine.Get<ServingTable>(), spine.Get<CompareVersions>());

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        spine = new(Database);
        foreach (var (name, serve) in new[] { ("served", "[ \"no\" ]"), ("queried", "[]") })
        {
            await spine.RegisterAsync(Contract(name, serve));
            await spine.ImportAsync(name, First);
            await spine.ImportAsync(name, Second, "second.csv");
        }
    }

    public override async Task DisposeAsync()
    {
        await spine.DisposeAsync();
        await base.DisposeAsync();
    }

    [EngineFact]
    public async Task One_row_comes_with_the_allowed_fields_alone_whether_it_is_served_or_queried()
    {
        foreach (var dataset in (string[])["served", "queried"])
        {
            Assert.Equal("""{"name":"Rơ Châm Pyu"}""", await TextAsync(await Answers.LookUpAsync(dataset, ["3"], NameOnly, default)));
            var missing = await Answers.LookUpAsync(dataset, ["2"], NameOnly, default);
            Assert.True(missing.IsMissing);
        }
    }

    [EngineFact]
    public async Task A_row_outside_the_agreements_condition_does_not_exist()
    {
        await spine.ImportAsync("served", First + "4,Ở nơi khác,,23563\n", "third.csv");
        Assert.Equal("""{"no":1,"name":"Nguyễn Văn An"}""", await TextAsync(await Answers.LookUpAsync("served", ["1"], OfOneCommune, default)));
        Assert.True((await Answers.LookUpAsync("served", ["4"], OfOneCommune, default)).IsMissing);
        Assert.Equal("""{"exists":false}""", await TextAsync(await Answers.ExistsAsync("served", ["4"], OfOneCommune, default)));
        Assert.Equal("""{"exists":true}""", await TextAsync(await Answers.ExistsAsync("served", ["1"], OfOneCommune, default)));
        var listed = JsonNode.Parse(await TextAsync(await Answers.ListAsync("served", Ask("sort=no"), RowFormat.Json, OfOneCommune, default)))!;
        Assert.Equal(["Nguyễn Văn An"], listed["rows"]!.AsArray().Select(row => (string?)row!["name"]));
    }

    [EngineFact]
    public async Task A_list_knows_only_the_allowed_fields()
    {
        var answer = await Answers.ListAsync("served", Ask("sort=-name"), RowFormat.Csv, NameOnly, default);
        Assert.Equal("name\nRơ Châm Pyu\nNguyễn Văn An\n", (await TextAsync(answer)).TrimStart('\uFEFF').ReplaceLineEndings("\n"));
        Assert.Equal(["name"], answer.Value!.Released);
        foreach (var query in (string[])["phone=eq.0912345678", "sort=phone", "select=phone", "group=commune&agg=count"])
        {
            Assert.False((await Answers.ListAsync("served", Ask(query), RowFormat.Json, NameOnly, default)).IsDone, query);
        }
    }

    [EngineFact]
    public async Task Changes_tell_by_key_what_differs_in_allowed_fields()
    {
        var allowed = new Allowance(["no", "name"], null);
        var changes = JsonNode.Parse(await TextAsync(await Answers.ChangesAsync("served", 1, allowed, default)))!;
        Assert.Equal((1, 0, 1), ((int)changes["added"]!, (int)changes["changed"]!, (int)changes["removed"]!));
        Assert.DoesNotContain("0999999999", changes.ToJsonString(), StringComparison.Ordinal);
        var more = JsonNode.Parse(await TextAsync(await Answers.ChangesAsync("served", 1, new(["no", "phone"], null), default)))!;
        Assert.Equal(1, (int)more["changed"]!);
        Assert.True((await Answers.ChangesAsync("served", 9, allowed, default)).IsMissing);
        Assert.False((await Answers.ChangesAsync("served", 1, NameOnly, default)).IsDone);
        Assert.False((await Answers.ChangesAsync("served", 1, OfOneCommune, default)).IsDone);
    }

    [EngineFact]
    public async Task An_earlier_version_is_listed_where_it_is_asked_for()
    {
        var before = await TextAsync(await Answers.ListAsync("served", Ask("asOf=1&sort=name"), RowFormat.Json, NameOnly, default));
        Assert.Contains("Siu H'Bia", before, StringComparison.Ordinal);
        Assert.True((await Answers.ListAsync("served", Ask("asOf=9"), RowFormat.Json, NameOnly, default)).IsMissing);
    }

    [EngineFact]
    public async Task A_key_of_the_wrong_shape_and_a_dataset_without_data_are_told()
    {
        Assert.Equal("service.key", Assert.Single((await Answers.LookUpAsync("served", ["1", "2"], NameOnly, default)).Problems).Code);
        Assert.Equal("service.without-data", Assert.Single((await Answers.LookUpAsync("nothing", ["1"], NameOnly, default)).Problems).Code);
    }

    private static QueryReading Ask(string address) => QueryReading.OfAddress(address.Split('&').Select(
        part => KeyValuePair.Create(part[..part.IndexOf('=')], new StringValues(part[(part.IndexOf('=') + 1)..]))));

    private static async Task<string> TextAsync(Outcome<DatasetAnswer> answer)
    {
        Assert.True(answer.IsDone, string.Join('\n', answer.Problems));
        using var bytes = new MemoryStream();
        var target = PipeWriter.Create(bytes, new(leaveOpen: true));
        Assert.True((await answer.Value.WriteAsync(target, default)).IsDone);
        await target.CompleteAsync();
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static string Contract(string name, string serve) =>
        $$"""
        apiVersion: v3.1.0
        kind: DataContract
        id: test.{{name}}
        name: {{name}}
        version: 1.0.0
        status: active
        schema:
          - name: people
            logicalType: object
            properties:
              - { name: "no", logicalType: integer, primaryKey: true, primaryKeyPosition: 1, required: true }
              - { name: name, logicalType: string, required: true }
              - { name: phone, logicalType: string }
              - { name: commune, logicalType: string }
        customProperties: [ { property: phusa.load, value: replace }, { property: phusa.serve, value: {{serve}} } ]
        """;
}

public sealed class SqliteAnswerFromDatasetTests() : AnswerFromDatasetTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresAnswerFromDatasetTests(PostgresFixture postgres) : AnswerFromDatasetTests(postgres);
