using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Phusa.Exchange.Sandbox;
using Phusa.Exchange.Schemas;
using Phusa.Tests.Unit.Exchange.OpenApi;
using Phusa.Tests.Unit.Exchange.Schemas;

namespace Phusa.Tests.Unit.Exchange.Sandbox;

public sealed class MockAnswerTests
{
    public static TheoryData<string> Packs => ServiceOpenApiTests.Packs;

    [Theory]
    [MemberData(nameof(Packs))]
    public void What_is_made_up_for_a_contract_of_the_demo_is_as_it_says(string file)
    {
        var document = ApiDocument.Read(ServiceOpenApiTests.Generated(file).ToJsonString()).Value!;
        foreach (var operation in document.Operations)
        {
            Assert.True(Answer(document, operation).Fits, $"{operation.Path.Text} {Encoding.UTF8.GetString(Answer(document, operation).Body)}");
        }
    }

    [Theory]
    [InlineData("{ type: string, pattern: '^[0-9]+/[A-ZĐ-]+$' }")]
    [InlineData("{ type: string, pattern: '^20[0-9]{2}(-20[0-9]{2})?$' }")]
    [InlineData(@"{ type: string, pattern: '^(a|bc)\d{3,}[^x]?$' }", false)]
    [InlineData(@"{ type: string, pattern: '^(?:H|K)\d{2}(\.\d{2}){1,3}$', minLength: 9 }")]
    [InlineData(@"{ type: string, pattern: '^\w+\.json$', maxLength: 8 }")]
    [InlineData("{ type: string, minLength: 40, maxLength: 41 }")]
    [InlineData("{ type: string, maxLength: 3 }")]
    [InlineData("{ type: string, format: date-time }")]
    [InlineData("{ type: string, format: uuid }")]
    [InlineData("{ type: string, format: ipv6 }")]
    [InlineData("{ type: integer, minimum: 5, exclusiveMaximum: 7, multipleOf: 2 }")]
    [InlineData("{ type: number, exclusiveMinimum: 0, exclusiveMaximum: 1 }")]
    [InlineData("{ type: number, minimum: 10.1, maximum: 10.2 }")]
    [InlineData("{ type: integer, maximum: -3 }")]
    [InlineData("{ type: number, multipleOf: 0.01, minimum: 10.5, maximum: 10.6 }")]
    [InlineData("{ type: [string, 'null'], enum: [null, b] }")]
    [InlineData("{ const: b }")]
    [InlineData("{ type: array, items: { type: integer }, minItems: 3, uniqueItems: true }")]
    [InlineData("{ type: array, prefixItems: [ { type: integer }, { type: boolean } ], items: { type: string } }")]
    [InlineData("{ type: object, required: [a, b], properties: { a: { type: string } }, additionalProperties: { type: integer } }")]
    [InlineData("{ type: object, additionalProperties: { type: boolean }, minProperties: 2 }")]
    [InlineData("{ allOf: [ { $ref: '#/components/schemas/Named' }, { properties: { more: { type: integer, minimum: 3 } }, required: [more] } ] }")]
    [InlineData("{ oneOf: [ { type: integer, not: {} }, { $ref: '#/components/schemas/Named' } ] }")]
    [InlineData("{ $ref: '#/components/schemas/Tree' }")]
    [InlineData("{ type: string, example: 5 }")]
    [InlineData("{ type: integer, example: 42 }", true, "42")]
    [InlineData("{ properties: { hidden: { type: string, writeOnly: true }, shown: { type: boolean } }, required: [shown] }")]
    [InlineData("true")]
    public void What_is_made_up_fits_its_schema(string schema, bool fits = true, string? exactly = null)
    {
        var document = Document(schema);
        var answer = Answer(document, document.Operations[0]);
        var body = Encoding.UTF8.GetString(answer.Body);
        Assert.True(answer.Fits || !fits, body);
        Assert.DoesNotContain("hidden", body, StringComparison.Ordinal);
        Assert.Equal(exactly ?? body, body);
        Assert.Equal(body, Encoding.UTF8.GetString(Answer(document, document.Operations[0]).Body));
    }

    [Fact]
    public void Who_asks_for_a_key_is_answered_that_key()
    {
        var document = ApiDocument.Read(ServiceOpenApiTests.Generated("packs/chuyen-doi-so/projects_gialai_2024.contract.yaml").ToJsonString()).Value!;
        var answer = MockAnswer.Of(document, document.Match("GET", "/rows/77")!, null);
        Assert.Equal(77, (int?)JsonNode.Parse(answer.Body)!["no"]);
    }

    [Fact]
    public void Nobody_who_is_made_up_can_exist()
    {
        var document = ApiDocument.Read(ServiceOpenApiTests.Generated("packs/dan-cu/citizens_demo.contract.yaml").ToJsonString()).Value!;
        var rows = JsonNode.Parse(MockAnswer.Of(document, document.Match("GET", "/rows")!, null).Body)!["rows"]!.AsArray();
        Assert.NotEmpty(rows);
        // No province has this number.
        Assert.All(rows, row => Assert.StartsWith("000", (string)row!["citizen_id"]!, StringComparison.Ordinal));
    }

    /// <summary>Whatever the pattern, a text that is made by it is found right by it, or none is made.</summary>
    [Fact]
    public void A_text_made_by_a_pattern_matches_it()
    {
        var part = Gen.Elements("a", "[0-9]", "[a-c]{2,4}", "(x|yz)", @"\d+", "b?", "[A-ZĐ]*", @"\.", "(?:k(l|m)){2}", @"\w{3}");
        Prop.ForAll(
            Arb.From(Gen.Choose(1, 6).SelectMany(count => Gen.ArrayOf(part, count)), _ => []), Arb.From(Gen.Choose(0, 30_000), _ => []),
            (parts, seed) =>
            {
                var pattern = $"^{string.Concat(parts)}$";
                return EcmaPattern.Of(pattern)!.IsMatch(MockPattern.Of(pattern, seed, 0, 1000)!);
            }).QuickCheckThrowOnFailure();
    }

    private static MockAnswer Answer(ApiDocument document, Operation operation) =>
        MockAnswer.Of(document, new(operation, new Dictionary<string, string>()), null);

    private static ApiDocument Document(string schema) => ApiDocumentTests.Read($$"""
        openapi: 3.1.0
        info: { title: t, version: '1' }
        paths:
          /a:
            get:
              responses:
                '200': { description: ok, content: { application/json: { schema: {{schema}} } } }
        components:
          schemas:
            Named: { type: object, required: [name], properties: { name: { type: string, maxLength: 30 } } }
            Tree: { type: object, required: [name], properties: { name: { type: string }, left: { $ref: '#/components/schemas/Tree' }, all: { type: array, items: { $ref: '#/components/schemas/Tree' } } } }
        """);
}
