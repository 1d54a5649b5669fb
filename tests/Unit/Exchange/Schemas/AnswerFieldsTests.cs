using Phusa.Catalog.Contracts;
using Phusa.Exchange.Schemas;

namespace Phusa.Tests.Unit.Exchange.Schemas;

public sealed class AnswerFieldsTests
{
    [Fact]
    public void Fields_are_the_properties_that_have_none_below_whatever_wraps_them()
    {
        var fields = Of(
            """
            type: object
            properties:
              total: { type: integer, title: Tổng số }
              rows:
                type: array
                items:
                  allOf:
                    - { $ref: '#/components/schemas/Project' }
                    - { properties: { ended: { type: string, format: date } } }
              password: { type: string, writeOnly: true }
              a.b: { type: string }
              anything: { type: object, additionalProperties: { type: string } }
            """,
            "Project: { type: object, properties: { id: { type: integer }, place: { type: object, properties: { commune: { type: [string, 'null'] } } } } }");

        Assert.Equal(
            ["anything", "rows.ended", "rows.id", "rows.place.commune", "total"], fields.Select(field => field.Path));
        Assert.Equal(
            [FieldType.Json, FieldType.Date, FieldType.Integer, FieldType.Text, FieldType.Integer], fields.Select(field => field.Type));
        Assert.Equal("Tổng số", fields[^1].Title);
    }

    [Fact]
    public void Personal_data_is_what_the_document_says_of_a_field_of_what_it_is_in_and_of_what_is_in_it()
    {
        var fields = Of(
            """
            type: object
            properties:
              name: { type: string, x-phusa-personal: basic }
              health:
                x-phusa-personal: sensitive
                type: object
                properties: { blood: { type: string }, note: { type: string, x-phusa-personal: none } }
              extra: { type: object, additionalProperties: { type: string, x-phusa-personal: basic } }
              commune: { type: string }
            """);

        Assert.Equal(
            [
                ("commune", PersonalData.None), ("extra", PersonalData.Basic), ("health.blood", PersonalData.Sensitive),
                ("health.note", PersonalData.Sensitive), ("name", PersonalData.Basic),
            ],
            fields.Select(field => (field.Path, field.PersonalData)));
    }

    [Fact]
    public void A_schema_that_leads_back_to_itself_is_one_field_there_with_all_that_is_said_of_it()
    {
        var fields = Of(
            "{ $ref: '#/components/schemas/Person' }",
            """
            Person:
              type: object
              properties:
                name: { type: string, x-phusa-personal: basic }
                children: { type: array, items: { $ref: '#/components/schemas/Person' } }
            """);

        Assert.Equal(
            [("children", PersonalData.Basic, FieldType.Json), ("name", PersonalData.Basic, FieldType.Text)],
            fields.Select(field => (field.Path, field.PersonalData, field.Type)));
    }

    [Fact]
    public void Whole_in_one_answer_and_divided_in_another_it_is_as_personal_as_its_parts()
    {
        var fields = Of(
            """
            oneOf:
              - { properties: { data: { type: object } } }
              - { properties: { data: { properties: { phone: { type: string, x-phusa-personal: basic } } } } }
            """);

        Assert.Equal(
            [("data", PersonalData.Basic), ("data.phone", PersonalData.Basic)],
            fields.Select(field => (field.Path, field.PersonalData)));
    }

    [Fact]
    public void Answers_that_are_no_JSON_or_have_no_properties_name_nothing()
    {
        Assert.Empty(Of("{ type: array, items: { type: string } }"));
        Assert.Empty(AnswerFields.Of(Read(
            "# YAML\n{ openapi: 3.1.0, info: { title: t, version: '1' }, paths: { /a: { get: { responses: { '200': { description: ok, "
            + "content: { text/csv: { schema: { type: object, properties: { a: { type: string } } } } } }, '400': { description: no, "
            + "content: { application/json: { schema: { type: object, properties: { b: { type: string } } } } } } } } } } }")));
    }

    [Fact]
    public void Schemas_made_of_each_other_many_times_over_are_not_unfolded_for_ever()
    {
        var layers = string.Join("\n", Enumerable.Range(0, 40).Select(layer =>
            $"L{layer}: {{ allOf: [ {{ $ref: '#/components/schemas/L{layer + 1}' }}, {{ $ref: '#/components/schemas/L{layer + 1}' }} ] }}"));

        var fields = Of("{ properties: { top: { $ref: '#/components/schemas/L0' } } }", layers + "\nL40: { type: string }");

        Assert.Equal("top", Assert.Single(fields).Path);
    }

    [Fact]
    public void A_slip_in_what_is_said_of_personal_data_is_told()
    {
        var refused = ApiDocument.Read(Document("{ properties: { name: { type: string, x-phusa-personal: sensetive } } }", "None: { type: string }"));

        var problem = Assert.Single(refused.Problems);
        Assert.Equal("document.personal", problem.Code);
        Assert.EndsWith("/properties/name/x-phusa-personal", problem.Field, StringComparison.Ordinal);
    }

    private static IReadOnlyList<AnswerField> Of(string schema, string schemas = "None: { type: string }") =>
        AnswerFields.Of(Read(Document(schema, schemas)));

    private static ApiDocument Read(string text)
    {
        var read = ApiDocument.Read(text);
        Assert.True(read.IsDone, string.Join("; ", read.Problems));
        return read.Value;
    }

    private static string Document(string schema, string schemas) =>
        $$"""
        openapi: 3.1.0
        info: { title: Dự án, version: '1' }
        paths:
          /projects:
            get:
              responses:
                '200':
                  description: ok
                  content:
                    application/json:
                      schema:
                        {{schema.ReplaceLineEndings("\n                ")}}
        components:
          schemas:
            {{schemas.ReplaceLineEndings("\n    ")}}
        """;
}
