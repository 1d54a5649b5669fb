using System.Globalization;
using System.Text.Json.Nodes;
using Phusa.Exchange.Schemas;

namespace Phusa.Tests.Unit.Exchange.Schemas;

public sealed class ApiDocumentTests
{
    private const string Yaml = """
        openapi: 3.0.3
        info: { title: Dự án, version: '1' }
        paths:
          /projects/{id}:
            parameters:
              - { name: id, in: path, required: true, schema: { type: integer } }
            get:
              operationId: project
              responses:
                '200':
                  description: ok
                  content:
                    application/json:
                      schema: { $ref: '#/components/schemas/Project' }
                4XX: { $ref: '#/components/responses/Wrong' }
          /projects/mine:
            get: { responses: { default: { description: ok } } }
          /files/{name}.{kind}:
            get:
              parameters:
                - { name: name, in: path, required: true, schema: { type: string } }
                - { name: kind, in: path, required: true, schema: { type: string } }
              responses: { '200': { description: no } }
        components:
          schemas:
            Project:
              type: object
              properties: { id: { type: integer }, answer: { type: string, enum: [no, yes] } }
          responses:
            Wrong: { description: wrong }
        """;

    [Theory]
    [InlineData("GET", "/projects/7", "/projects/{id}", "id=7")]
    [InlineData("GET", "/projects/mine", "/projects/mine", "")]
    [InlineData("GET", "/projects/a b%", "/projects/{id}", "id=a b%")]
    [InlineData("GET", "/files/a.b.pdf", "/files/{name}.{kind}", "name=a;kind=b.pdf")]
    [InlineData("GET", "/projects/", null, null)]
    [InlineData("GET", "/projects/7/", null, null)]
    [InlineData("GET", "/projects/7/8", null, null)]
    [InlineData("GET", "projects/7", null, null)]
    [InlineData("GET", "", null, null)]
    [InlineData("POST", "/projects/7", null, null)]
    [InlineData("get", "/projects/7", null, null)]
    public void A_path_means_the_most_concrete_operation(string method, string path, string? template, string? values)
    {
        var match = Read(Yaml).Match(method, path);
        Assert.Equal(template, match?.Operation.Path.Text);
        Assert.Equal(values, match is null ? null : string.Join(';', match.PathValues.Select(pair => $"{pair.Key}={pair.Value}")));
    }

    [Fact]
    public void Methods_of_a_path_are_known()
    {
        Assert.Equal(["GET"], Read(Yaml).MethodsAt("/projects/7"));
        Assert.Empty(Read(Yaml).MethodsAt("/none"));
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(404, true)]
    [InlineData(500, false)]
    public void An_answer_is_described_by_status_or_range(int status, bool described) =>
        Assert.Equal(described, Read(Yaml).Match("GET", "/projects/7")!.Operation.AnswerOf(status) is not null);

    [Fact]
    public void Words_of_YAML_are_texts_where_its_newest_version_says_so()
    {
        var operation = Read(Yaml).Match("GET", "/projects/7")!.Operation;
        Assert.Empty(CallCheck.Answer(operation, 200, "application/json", """{"answer":"no"}"""u8.ToArray()));
        Assert.Single(CallCheck.Answer(operation, 200, "application/json", """{"answer":false}"""u8.ToArray()), fault => fault.Keyword == "type");
    }

    [Theory]
    [InlineData("""{"swagger":"2.0"}""", "document.version", "#/openapi")]
    [InlineData("""{"openapi":"4.0.0"}""", "document.version", "#/openapi")]
    [InlineData("[]", "document.syntax", "")]
    [InlineData("{", "document.syntax", "")]
    [InlineData("""{"openapi":"3.1.0","openapi":"3.0.0"}""", "document.syntax", "")]
    [InlineData("a: 1\na: 2", "document.syntax", "")]
    [InlineData("a: &x [1]\nb: *x", "document.yaml", "")]
    [InlineData("a: [1", "document.yaml", "")]
    [InlineData("{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"t\"},\"paths\":{}}", "document.invalid", "#/info/version")]
    public void What_is_no_such_document_is_refused(string text, string code, string field)
    {
        var problem = Assert.Single(ApiDocument.Read(text).Problems);
        Assert.Equal((code, field), (problem.Code, problem.Field));
    }

    [Theory]
    [InlineData("'https://evil.example/s.json#/A'", "document.outside")]
    [InlineData("'other.yaml'", "document.outside")]
    [InlineData("'file:///etc/passwd'", "document.outside")]
    [InlineData("'#/components/schemas/None'", "document.reference")]
    [InlineData("'#anchor'", "document.reference")]
    public void References_stay_within_the_document(string reference, string code)
    {
        var document = Yaml.Replace("'#/components/schemas/Project'", reference, StringComparison.Ordinal);
        var problem = Assert.Single(ApiDocument.Read(document).Problems);
        Assert.Equal((code, "#/paths/~1projects~1{id}/get/responses/200/content/application~1json/schema/$ref"), (problem.Code, problem.Field));
    }

    [Fact]
    public void Everything_wrong_is_told_at_once()
    {
        var document = Yaml.Replace("type: integer }, answer", "type: number, minimum: x }, answer", StringComparison.Ordinal)
            .Replace("/files/{name}.{kind}:", "/files/{name:", StringComparison.Ordinal);
        var problems = ApiDocument.Read(document).Problems;
        Assert.Contains(problems, problem => problem.Code == "document.path");
        Assert.Contains(problems, problem => problem is { Code: "document.schema", Field: "#/components/schemas/Project/properties/id/minimum" });
    }

    [Fact]
    public void YAML_that_nests_without_end_is_refused() =>
        Assert.Equal("document.yaml", Assert.Single(ApiDocument.Read("a: " + new string('[', 50_000)).Problems).Code);

    [Theory]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("\"x\"")]
    [InlineData("[[]]")]
    [InlineData("{\"a\":{}}")]
    [InlineData("{\"$ref\":\"#/info\"}")]
    public void Whatever_stands_anywhere_is_refused_or_read_but_never_fails(string other)
    {
        var whole = JsonNode.Parse(YamlJson.Of(Yaml))!;
        foreach (var pointer in Pointers(whole, "").ToList())
        {
            var changed = whole.DeepClone();
            var parent = pointer.Split('/')[1..^1].Aggregate(changed, (at, step) => at is JsonArray list
                ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : at[Plain(step)]!);
            var last = pointer.Split('/')[^1];
            if (parent is JsonArray items)
            {
                items[int.Parse(last, CultureInfo.InvariantCulture)] = JsonNode.Parse(other);
            }
            else
            {
                parent[Plain(last)] = JsonNode.Parse(other);
            }
            var read = ApiDocument.Read(changed.ToJsonString());
            Assert.True(read.IsDone || read.Problems.Count > 0);
            _ = read.Value?.Match("GET", "/projects/7");
        }
    }

    private static IEnumerable<string> Pointers(JsonNode? at, string pointer) => at switch
    {
        JsonObject members => members.SelectMany(pair => Pointers(pair.Value, JsonPointer.Of(pointer, pair.Key)).Append(JsonPointer.Of(pointer, pair.Key))),
        JsonArray items => items.SelectMany((item, number) => Pointers(item, JsonPointer.Of(pointer, number)).Append(JsonPointer.Of(pointer, number))),
        _ => [],
    };

    private static string Plain(string step) =>
        step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    internal static ApiDocument Read(string text)
    {
        var read = ApiDocument.Read(text);
        Assert.Empty(read.Problems);
        return read.Value!;
    }
}
