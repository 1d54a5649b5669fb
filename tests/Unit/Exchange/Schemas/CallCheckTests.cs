using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Phusa.Exchange.Schemas;

namespace Phusa.Tests.Unit.Exchange.Schemas;

public sealed class CallCheckTests
{
    private static readonly ApiDocument Document = ApiDocumentTests.Read("""
        openapi: 3.1.0
        info: { title: t, version: '1' }
        paths:
          /projects/{year}:
            get:
              parameters:
                - { name: year, in: path, required: true, schema: { $ref: '#/components/schemas/Year' } }
                - { name: page, in: query, schema: { type: [integer, 'null'], minimum: 1 } }
                - { name: open, in: query, schema: { type: boolean } }
                - { name: code, in: query, schema: { type: string, pattern: '^\d+$' } }
                - { name: id, in: query, schema: { type: array, items: { type: integer }, maxItems: 2 } }
                - { name: tag, in: query, explode: false, schema: { type: array, items: { type: string, maxLength: 3 } } }
                - { name: kind, in: query, schema: { enum: [1, a] } }
                - { name: filter, in: query, content: { application/json: { schema: { type: object, required: [q] } } } }
                - { name: X-Case, in: header, required: true, schema: { type: string } }
              responses:
                '200':
                  description: ok
                  content:
                    application/json: { schema: { type: array, items: { type: object, required: [id] } } }
                    text/*: {}
                '204': { description: none }
            post:
              parameters:
                - { name: year, in: path, required: true, schema: { type: integer } }
              requestBody:
                required: true
                content: { application/json: { schema: { type: object, required: [name], properties: { name: { type: string } } } } }
              responses: { default: { description: any } }
        components:
          schemas:
            Year: { type: integer, minimum: 2000 }
        """);

    [Theory]
    [InlineData("/projects/2026", "")]
    [InlineData("/projects/2026", "?page=1&open=true&code=007&id=1&id=2&tag=a,b&kind=1&filter=%7B%22q%22:1%7D&other=x")]
    [InlineData("/projects/2026", "?kind=a&tag=")]
    public void What_is_as_described_passes(string path, string query) => Assert.Empty(Get(path, query));

    [Theory]
    [InlineData("/projects/1999", "", "path", "/year", "minimum")]
    [InlineData("/projects/x", "", "path", "/year", "type")]
    [InlineData("/projects/2026", "?page=0", "query", "/page", "minimum")]
    [InlineData("/projects/2026", "?page=1.5", "query", "/page", "type")]
    [InlineData("/projects/2026", "?page= 1", "query", "/page", "type")]
    [InlineData("/projects/2026", "?page=null", "query", "/page", "type")]
    [InlineData("/projects/2026", "?page=1&page=2", "query", "/page", "maxItems")]
    [InlineData("/projects/2026", "?open=True", "query", "/open", "type")]
    [InlineData("/projects/2026", "?code=a", "query", "/code", "pattern")]
    [InlineData("/projects/2026", "?id=1&id=x", "query", "/id/1", "type")]
    [InlineData("/projects/2026", "?id=1&id=2&id=3", "query", "/id", "maxItems")]
    [InlineData("/projects/2026", "?tag=a,long", "query", "/tag/1", "maxLength")]
    [InlineData("/projects/2026", "?kind=2", "query", "/kind", "enum")]
    [InlineData("/projects/2026", "?filter=%7B%7D", "query", "/filter", "required")]
    [InlineData("/projects/2026", "?filter=x", "query", "/filter", "content")]
    public void A_parameter_that_is_not_as_described_is_named(string path, string query, string place, string pointer, string keyword)
    {
        var fault = Assert.Single(Get(path, query));
        Assert.Equal((place, pointer, keyword), (fault.In, fault.Pointer, fault.Keyword));
    }

    [Fact]
    public void A_header_that_is_missing_is_named() => Assert.Equal(
        ("header", "/X-Case", "required"),
        Assert.Single(CallCheck.Request(Match("GET", "/projects/2026"), new QueryCollection(), new HeaderDictionary(), null, null))
            is var fault ? (fault.In, fault.Pointer, fault.Keyword) : default);

    [Theory]
    [InlineData("application/json", """{"name":"a"}""", null)]
    [InlineData("application/json; charset=utf-8", """{"name":"a"}""", null)]
    [InlineData("application/json", """{"name":1}""", "type")]
    [InlineData("application/json", """{"name":"a","name":"b"}""", "content")]
    [InlineData("application/json", "", "content")]
    [InlineData("text/plain", "a", "content")]
    [InlineData(null, "a", "content")]
    [InlineData(null, null, "required")]
    public void A_body_is_compared_with_the_description_of_its_type(string? type, string? body, string? keyword)
    {
        var faults = CallCheck.Request(
            Match("POST", "/projects/2026"), new QueryCollection(), new HeaderDictionary(), type, Bytes(body));
        Assert.Equal(keyword is null ? [] : [keyword], faults.Select(fault => fault.Keyword));
    }

    [Fact]
    public void A_body_that_nobody_asked_for_is_a_fault() => Assert.Equal(
        ["requestBody"],
        CallCheck.Request(
            Match("GET", "/projects/2026"), new QueryCollection(), new HeaderDictionary { ["X-Case"] = "1" }, "text/plain", Bytes("x"))
            .Select(fault => fault.Keyword));

    [Theory]
    [InlineData(200, "application/json", """[{"id":1}]""", null)]
    [InlineData(200, "application/json", """[{"id":1},{}]""", "required")]
    [InlineData(200, "text/csv", "id\n1", null)]
    [InlineData(200, "application/xml", "<a/>", "content")]
    [InlineData(204, null, "", null)]
    [InlineData(204, "text/plain", "x", "content")]
    [InlineData(500, "text/plain", "x", "responses")]
    public void An_answer_is_compared_too(int status, string? type, string body, string? keyword)
    {
        var faults = CallCheck.Answer(Match("GET", "/projects/2026").Operation, status, type, Bytes(body)!.Value);
        Assert.Equal(keyword is null ? [] : [keyword], faults.Select(fault => fault.Keyword));
    }

    [Fact]
    public void Parameters_that_nobody_described_are_named()
    {
        var operation = Match("GET", "/projects/2026").Operation;
        Assert.Empty(CallCheck.Undescribed(operation, new QueryCollection(QueryHelpers.ParseQuery("?page=1&id=1&id=2"))));
        var fault = Assert.Single(CallCheck.Undescribed(operation, new QueryCollection(QueryHelpers.ParseQuery("?page=1&$all=1"))));
        Assert.Equal(("query", "/$all"), (fault.In, fault.Pointer));
    }

    private static IReadOnlyList<SchemaFault> Get(string path, string query) => CallCheck.Request(
        Match("GET", path), new QueryCollection(QueryHelpers.ParseQuery(query)), new HeaderDictionary { ["x-case"] = "1" }, null, null);

    private static OperationMatch Match(string method, string path) => Document.Match(method, path)!;

    private static ReadOnlyMemory<byte>? Bytes(string? text) => text is null ? default(ReadOnlyMemory<byte>?) : Encoding.UTF8.GetBytes(text);
}
