using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Upstreams;

namespace Phusa.Tests.Unit.Exchange.Upstreams;

/// <summary>Texts of XML in a system's JSON, as JSON.</summary>
public sealed class XmlFieldsTests
{
    [Theory]
    [InlineData("<a/>", """{"a":""}""")]
    [InlineData("\uFEFF \n<?xml version=\"1.0\" encoding=\"utf-16\"?><a>Cầu &amp; đường</a>", """{"a":"Cầu & đường"}""")]
    [InlineData("<a><b>1</b><c>x</c><b>2</b></a>", """{"a":{"b":["1","2"],"c":"x"}}""")]
    [InlineData("<a><b><![CDATA[<i>]]></b></a>", """{"a":{"b":"<i>"}}""")]
    [InlineData("<a k='1'>x</a>", """{"a":{"@k":"1","#text":"x"}}""")]
    [InlineData("<a>x<b/>y</a>", """{"a":{"b":"","#text":"xy"}}""")]
    [InlineData("<n:a xmlns:n='urn:x' xmlns='urn:y'><n:b/></n:a>", """{"a":{"b":""}}""")]
    [InlineData("<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><b i:nil='true'/><c i:type='x'>1</c></a>", """{"a":{"b":null,"c":"1"}}""")]
    [InlineData(" ", "null")]
    public void A_document_becomes_JSON(string xml, string json) => Assert.Equal(json, Unwrapped("content", xml));

    [Fact]
    public void A_list_stays_a_list_when_there_is_one()
    {
        const string One = "<List><Item><No>1</No></Item></List>";

        Assert.Equal("""{"List":{"Item":{"No":"1"}}}""", Unwrapped("content", One));
        Assert.Equal("""{"List":{"Item":[{"No":"1"}]}}""", Unwrapped("content, content.List.Item[]", One));
        Assert.Equal("""{"List":""}""", Unwrapped("content, content.List.Item[]", "<List/>"));
    }

    [Fact]
    public void Only_the_fields_named_are_looked_at()
    {
        var read = XmlFields.Read("data.content")!;
        using var answer = JsonDocument.Parse(
            """{"content":"<a/>","data":[{"content":"<a/>","other":"<a/>"},{"content":7},{"content":null},"x"],"n":1.50}""");

        Assert.Equal(
            """{"content":"<a/>","data":[{"content":{"a":""},"other":"<a/>"},{"content":7},{"content":null},"x"],"n":1.50}""",
            Text(read.Unwrap(answer.RootElement)));
    }

    [Theory]
    [InlineData("<a>")]
    [InlineData("không phải XML")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")]
    [InlineData("<!DOCTYPE a SYSTEM 'http://169.254.169.254/'><a/>")]
    [InlineData("<a>&ngoai;</a>")]
    [InlineData("<a x:k='1' y:k='2' xmlns:x='urn:x' xmlns:y='urn:y'/>")]
    public void What_is_no_plain_XML_is_refused_and_says_where(string xml)
    {
        var refused = Assert.Throws<AnswerRefusedException>(() => Unwrapped("content", xml));

        Assert.Equal("answer.xml", refused.Problem.Code);
        Assert.Contains("/content", refused.Problem.Message.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(100_000, false)]
    public void Depth_has_an_end(int depth, bool isRead)
    {
        var xml = string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth));

        Assert.Equal(isRead, Record.Exception(() => Unwrapped("content", xml)) is null);
    }

    [Fact]
    public void Length_has_an_end() => Assert.Throws<AnswerRefusedException>(
        () => Unwrapped("content", $"<a>{new string('x', XmlAsJson.Longest)}</a>"));

    [Theory]
    [InlineData("data..x")]
    [InlineData("data.content[]")]
    [InlineData("data, other.x[]")]
    [InlineData(",")]
    public void What_is_no_list_of_fields_is_none(string text) => Assert.Null(XmlFields.Read(text));

    private static string Unwrapped(string fields, string xml)
    {
        using var answer = JsonDocument.Parse(new JsonObject { ["content"] = xml }.ToJsonString());
        return Text(XmlFields.Read(fields)!.Unwrap(answer.RootElement))["{\"content\":".Length..^1];
    }

    private static string Text(MemoryStream stream) => Encoding.UTF8.GetString(stream.ToArray());
}
