using System.Text.Json;
using Phusa.Catalog.Contracts;
using Phusa.Catalog.DataContracts;

namespace Phusa.Tests.Unit.Catalog;

public sealed class ContractExportTests
{
    private static readonly DataContract Example = ContractFixture.Contract;

    [Fact]
    public void A_table_schema_has_types_key_and_limits()
    {
        var schema = JsonDocument.Parse(ContractExport.ToTableSchema(Example)).RootElement;
        var beds = schema.GetProperty("fields").EnumerateArray()
            .Single(field => field.GetProperty("name").GetString() == "beds");

        Assert.Equal("integer", beds.GetProperty("type").GetString());
        Assert.Equal(5000, beds.GetProperty("constraints").GetProperty("maximum").GetInt32());
        Assert.Equal("code", schema.GetProperty("primaryKey")[0].GetString());
        Assert.Equal(["", "-", "không có"],
            schema.GetProperty("missingValues").EnumerateArray().Select(text => text.GetString()));
    }

    [Fact]
    public void A_row_schema_lets_optional_fields_be_null()
    {
        var schema = JsonDocument.Parse(ContractExport.ToRowSchema(Example)).RootElement;
        var fields = schema.GetProperty("properties");

        Assert.Equal("string", fields.GetProperty("code").GetProperty("type").GetString());
        Assert.Equal("null", fields.GetProperty("beds").GetProperty("type")[1].GetString());
        Assert.Equal("date", fields.GetProperty("opened_on").GetProperty("format").GetString());
        Assert.Equal(["code", "name", "commune"],
            schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public void A_table_is_created_in_either_dialect()
    {
        var postgres = ContractExport.ToSql(Example, SqlEngine.PostgreSql);
        var duck = ContractExport.ToSql(Example, SqlEngine.DuckDb);

        Assert.StartsWith("create table \"clinics\" (\n    \"code\" text not null,", postgres);
        Assert.Contains("\"beds\" bigint check (\"beds\" >= 0 and \"beds\" <= 5000)", postgres);
        Assert.Contains("\"opened_on\" date check (\"opened_on\" >= date '1945-09-02')", duck);
        Assert.Contains("primary key (\"code\")", duck);
        Assert.Contains("\"code\" varchar not null", duck);
    }

    [Fact]
    public void Accepted_values_are_escaped()
    {
        var contract = Example with
        {
            TableName = "a\"b",
            Fields = [new() { Name = "f", Rules = [new() { Name = "r", Metric = "invalidValues", Arguments =
                new Dictionary<string, object?> { ["validValues"] = new List<object?> { "it's", 2m, null } } }] }],
        };

        Assert.Equal("create table \"a\"\"b\" (\n    \"f\" text check (\"f\" in ('it''s', '2'))\n);\n",
            ContractExport.ToSql(contract, SqlEngine.PostgreSql));
    }

    [Fact]
    public void The_editors_schema_knows_every_property_of_ours()
    {
        var schema = JsonDocument.Parse(ContractSchema.Emit()).RootElement;
        var definitions = schema.GetProperty("$defs");

        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.GetProperty("$schema").GetString());
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        Assert.All(PhusaProperties.All, one => Assert.Contains(
            definitions.GetProperty($"customProperty{one.Level}").GetProperty("properties").GetProperty("property")
                .GetProperty("anyOf").EnumerateArray(),
            choice => choice.TryGetProperty("const", out var name) && name.GetString() == "phusa." + one.Name
                && choice.GetProperty("description").GetString()!.Contains(one.Description.Vi,
                    StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_reference_of_the_editors_schema_leads_somewhere()
    {
        var text = ContractSchema.Emit();
        var definitions = JsonDocument.Parse(text).RootElement.GetProperty("$defs");
        var names = text.Split("\"#/$defs/").Skip(1)
            .Select(part => part[..part.IndexOf('"', StringComparison.Ordinal)]).Distinct().ToList();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.True(definitions.GetProperty(name).EnumerateObject().Any()));
    }
}
