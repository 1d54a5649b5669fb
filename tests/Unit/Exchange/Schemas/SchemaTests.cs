using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Phusa.Exchange.Schemas;
using Phusa.Kernel.Outcomes;

namespace Phusa.Tests.Unit.Exchange.Schemas;

public sealed class SchemaTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "\"a\"", "1")]
    [InlineData("""{"type":["string","null"]}""", "null", "1")]
    [InlineData("""{"type":"string","nullable":true}""", "null", "true")]
    [InlineData("""{"type":"integer"}""", "1.0", "1.5")]
    [InlineData("""{"type":"integer"}""", "123456789012345678901234567890123456789", "1e-1")]
    [InlineData("""{"enum":["a",1]}""", "1.0", "\"b\"")]
    [InlineData("""{"const":{"a":1,"b":2}}""", """{"b":2,"a":1}""", """{"a":1}""")]
    [InlineData("""{"minimum":1}""", "1", "0.9999999999999999999999")]
    [InlineData("""{"minimum":1,"exclusiveMinimum":true}""", "1.1", "1")]
    [InlineData("""{"exclusiveMaximum":1}""", "0.9", "1")]
    [InlineData("""{"maximum":1}""", "\"no number\"", "2")]
    [InlineData("""{"multipleOf":0.01}""", "19.99", "19.999")]
    [InlineData("""{"minLength":2}""", "\"đ😀\"", "\"😀\"")]
    [InlineData("""{"maxLength":2}""", "\"đ😀\"", "\"abc\"")]
    [InlineData("""{"pattern":"^\\d{3}$"}""", "\"001\"", "\"٠٠١\"")]
    [InlineData("""{"pattern":"^a$"}""", "\"a\"", "\"a\\n\"")]
    [InlineData("""{"pattern":"^(?!00)\\w+$"}""", "\"a_1\"", "\"00\"")]
    [InlineData("""{"format":"int32"}""", "2147483647", "2147483648")]
    [InlineData("""{"format":"int64"}""", "9223372036854775807", "9223372036854775808")]
    [InlineData("""{"format":"date"}""", "\"2024-02-29\"", "\"2023-02-29\"")]
    [InlineData("""{"format":"date-time"}""", "\"2016-12-31T23:59:60Z\"", "\"2016-12-31T12:59:60Z\"")]
    [InlineData("""{"format":"date-time"}""", "\"2026-01-01T00:00:00.123+07:00\"", "\"2026-01-01T00:00:00\"")]
    [InlineData("""{"format":"uuid"}""", "\"01977a1c-0000-7000-8000-000000000000\"", "\"01977a1c\"")]
    [InlineData("""{"format":"email"}""", "\"vanthu@gialai.gov.vn\"", "\".a@b\"")]
    [InlineData("""{"format":"uri"}""", "\"https://a.vn/b?c#d\"", "\"/b\"")]
    [InlineData("""{"format":"ipv4"}""", "\"10.0.0.1\"", "\"010.0.0.1\"")]
    [InlineData("""{"format":"ipv6"}""", "\"fe80::1\"", "\"fe80::1%eth0\"")]
    [InlineData("""{"items":{"type":"integer"}}""", "[1,2]", "[1,\"2\"]")]
    [InlineData("""{"prefixItems":[{"type":"integer"}],"items":false}""", "[1]", "[1,2]")]
    [InlineData("""{"minItems":1,"maxItems":2}""", "[1]", "[]")]
    [InlineData("""{"uniqueItems":true}""", "[1,\"1\",[1],{}]", "[{\"a\":1,\"b\":2},{\"b\":2.0,\"a\":1}]")]
    [InlineData("""{"properties":{"a":{"type":"integer"}},"additionalProperties":false}""", """{"a":1}""", """{"a":1,"b":2}""")]
    [InlineData("""{"patternProperties":{"^x-":{}},"additionalProperties":false}""", """{"x-a":1}""", """{"b":2}""")]
    [InlineData("""{"additionalProperties":{"type":"integer"}}""", """{"a":1}""", """{"a":"1"}""")]
    [InlineData("""{"propertyNames":{"maxLength":1}}""", """{"a":1}""", """{"ab":1}""")]
    [InlineData("""{"required":["a"]}""", """{"a":null}""", "{}")]
    [InlineData("""{"minProperties":1,"maxProperties":1}""", """{"a":1}""", """{"a":1,"b":1}""")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"b":1}""", """{"a":1}""")]
    [InlineData("""{"allOf":[{"minimum":1},{"maximum":2}]}""", "1", "3")]
    [InlineData("""{"anyOf":[{"type":"string"},{"minimum":2}]}""", "2", "1")]
    [InlineData("""{"oneOf":[{"multipleOf":2},{"multipleOf":3}]}""", "4", "6")]
    [InlineData("""{"not":{"type":"string"}}""", "1", "\"a\"")]
    [InlineData("""{"discriminator":{"propertyName":"kind"},"format":"unknown"}""", "1", null)]
    public void A_keyword_tells_what_fits_from_what_does_not(string schema, string fits, string? doesNot)
    {
        Assert.Empty(Check(schema, fits));
        if (doesNot is not null)
        {
            var fault = Check(schema, doesNot)[0];
            Assert.Contains(fault.Keyword, schema, StringComparison.Ordinal);
            Assert.NotEqual(fault.Message.Vi, fault.Message.En);
        }
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_with_its_place()
    {
        const string Schema = """
            {"type":"object","required":["id","name"],"additionalProperties":false,"properties":{
              "id":{"type":"integer"},"name":{"type":"string","minLength":2},
              "a/b":{"type":"array","items":{"type":"object","properties":{"c~d":{"enum":["x"]}}}}}}
            """;
        Assert.Equal(
            [
                ("", "additionalProperties"), ("", "required"), ("/a~1b/1/c~0d", "enum"), ("/a~1b/2", "type"), ("/name", "minLength"),
            ],
            Check(Schema, """{"name":"a","a/b":[{"c~d":"x"},{"c~d":"y"},3],"more":1}""")
                .Select(fault => (fault.Pointer, fault.Keyword)).Order());
    }

    [Fact]
    public void Where_no_alternative_fits_the_nearest_is_explained() => Assert.Equal(
        [("", "oneOf"), ("/age", "minimum")],
        Check(
            """{"oneOf":[{"required":["a","b"]},{"required":["age"],"properties":{"age":{"minimum":18}}}]}""", """{"age":17}""")
            .Select(fault => (fault.Pointer, fault.Keyword)));

    [Fact]
    public void Messages_never_repeat_the_value() =>
        Assert.DoesNotContain(
            Check("""{"type":"integer","pattern":"x","enum":[1],"format":"date","maxLength":1}""", "\"001203004567\""),
            fault => fault.Message.Vi.Contains("001203004567", StringComparison.Ordinal));

    [Fact]
    public void What_is_read_only_is_not_asked_of_a_request()
    {
        const string Schema = """
            {"required":["id","password"],"properties":{"id":{"readOnly":true},"password":{"$ref":"#/$defs/secret"}},
             "$defs":{"secret":{"writeOnly":true}}}
            """;
        Assert.Empty(Check(Schema, """{"password":"x"}"""));
        Assert.Empty(Check(Schema, """{"id":1}""", SchemaUse.Answer));
        Assert.Single(Check(Schema, "{}", SchemaUse.Answer));
    }

    [Fact]
    public void Schemas_may_refer_to_themselves()
    {
        const string Tree = """
            {"$ref":"#/$defs/node","$defs":{"node":{"type":"object","required":["name"],
             "properties":{"children":{"type":"array","items":{"$ref":"#/$defs/node"}}}}}}
            """;
        Assert.Empty(Check(Tree, """{"name":1,"children":[{"name":2,"children":[]}]}"""));
        Assert.Equal("/children/0/children/0", Assert.Single(Check(
            Tree, """{"name":1,"children":[{"name":2,"children":[{}]}]}""")).Pointer);
    }

    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"allOf":[{"$ref":"#"}]}""")]
    [InlineData("""{"anyOf":[{"$ref":"#/anyOf/1"},{"$ref":"#/anyOf/0"}]}""")]
    [InlineData("""{"oneOf":[{"$ref":"#"},{"$ref":"#"},{"$ref":"#"}]}""")]
    [InlineData("""{"not":{"$ref":"#"}}""")]
    public void A_circle_without_end_is_given_up_not_followed(string schema) =>
        Assert.Equal("schema", Check(schema, "1")[^1].Keyword);

    [Fact]
    public void A_long_chain_of_references_is_followed()
    {
        var chain = string.Join(",", Enumerable.Range(0, 20_000).Select(
            link => string.Create(CultureInfo.InvariantCulture, $"\"s{link}\":{{\"properties\":{{\"a\":{{\"$ref\":\"#/$defs/s{link + 1}\"}}}}}}")));
        Assert.Empty(Check("{\"$ref\":\"#/$defs/s0\",\"$defs\":{" + chain + ",\"s20000\":{}}}", """{"a":{"a":{}}}"""));
    }

    [Fact]
    public void A_pattern_that_would_take_for_ever_is_given_up()
    {
        var text = "\"" + new string('a', 60_000) + "!\"";
        Assert.Single(Check("""{"pattern":"^(a+)+$"}""", text));
        Assert.Single(Check("""{"pattern":"^(?=a)(a+)+$"}""", text));
    }

    [Theory]
    [InlineData("""{"type":"text"}""", "#/type")]
    [InlineData("""{"minLength":-1}""", "#/minLength")]
    [InlineData("""{"pattern":"("}""", "#/pattern")]
    [InlineData("""{"properties":[]}""", "#/properties")]
    [InlineData("""{"items":[{}]}""", "#/items")]
    [InlineData("""{"anyOf":[]}""", "#/anyOf")]
    [InlineData("""{"if":{}}""", "#/if")]
    [InlineData("""{"unevaluatedProperties":false}""", "#/unevaluatedProperties")]
    [InlineData("""{"$ref":"#/none"}""", "#/$ref")]
    [InlineData("""{"$ref":"other.json"}""", "#/$ref")]
    public void What_is_not_understood_is_refused_not_passed_over(string schema, string place)
    {
        var problems = new List<Problem>();
        Compile(schema, problems);
        Assert.Equal((place, "document.schema"), (Assert.Single(problems).Field, problems[0].Code));
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":1""")]
    [InlineData("""{"a":1} 2""")]
    [InlineData("""{"a":NaN}""")]
    public void What_two_readers_may_read_differently_is_no_JSON(string text) =>
        Assert.Null(JsonText.Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void JSON_that_nests_without_end_is_no_JSON() =>
        Assert.Null(JsonText.Read(Encoding.UTF8.GetBytes(new string('[', 65) + new string(']', 65))));

    [Fact]
    public void A_number_between_its_limits_fits_and_no_other() => Prop.ForAll<decimal, decimal, decimal>((least, most, number) =>
    {
        var schema = string.Create(CultureInfo.InvariantCulture, $$"""{"minimum":{{least}},"exclusiveMaximum":{{most}}}""");
        var faults = Check(schema, number.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(number >= least && number < most, faults.Count == 0);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Length_is_counted_in_characters() => Prop.ForAll<NonNull<string>, NonNegativeInt>((text, limit) =>
    {
        if (text.Get.EnumerateRunes().All(rune => rune != Rune.ReplacementChar))
        {
            var schema = string.Create(CultureInfo.InvariantCulture, $$"""{"maxLength":{{limit.Get}}}""");
            Assert.Equal(text.Get.EnumerateRunes().Count() <= limit.Get, Check(schema, JsonSerializer.Serialize(text.Get)).Count == 0);
        }
    }).QuickCheckThrowOnFailure();

    private static IReadOnlyList<SchemaFault> Check(string schema, string value, SchemaUse use = SchemaUse.Request)
    {
        var problems = new List<Problem>();
        var compiled = Compile(schema, problems);
        Assert.Empty(problems);
        return compiled.Check(JsonText.Read(Encoding.UTF8.GetBytes(value))!.Value, "body", "", use);
    }

    private static Schema Compile(string schema, List<Problem> problems)
    {
        var root = JsonText.Read(Encoding.UTF8.GetBytes(schema))!.Value;
        return new SchemaCompiler(root, is31: true, problems).Read(root, "");
    }
}
