using Microsoft.Extensions.Primitives;
using Phusa.Exchange.OpenApi;
using Phusa.Exchange.Sandbox;
using Phusa.Exchange.Schemas;

namespace Phusa.Tests.Unit.Exchange.Sandbox;

/// <summary>What is filled in to try an operation, as the call that it makes.</summary>
public sealed class TrialFormTests
{
    private const string Api = """
        openapi: 3.0.3
        info: { title: Thử, version: '1' }
        paths:
          /xa/{ma}:
            get:
              summary: Thử
              parameters:
                - { name: ma, in: path, required: true, schema: { type: array, items: { type: integer } } }
                - { name: loai, in: query, required: true, schema: { type: array, items: { type: string, enum: [ xã, phường ] }, minItems: 2 } }
                - { name: gon, in: query, explode: false, schema: { type: array, items: { type: string } } }
                - { name: cach, in: query, style: spaceDelimited, explode: false, schema: { type: array, items: { type: string } } }
                - { name: ong, in: query, style: pipeDelimited, explode: false, schema: { type: array, items: { type: string } } }
                - { name: mot, in: query, schema: { type: string } }
                - { name: loc, in: query, content: { application/json: { schema: { type: array, items: { type: integer } } } } }
                - { name: X-Nhan, in: header, schema: { type: array, items: { type: string } } }
              responses: { '200': { description: ok } }
        """;

    private static readonly ApiDocument Document = ApiDocument.Read(Api).Value!;

    private static readonly DescribedOperation Operation = DescribedOperation.Find(Document, "GET /xa/{ma}")!;

    [Theory]
    [InlineData("query.loai", "xã\r\n phường \n\n", "?loai=x%C3%A3&loai=ph%C6%B0%E1%BB%9Dng")]
    [InlineData("query.gon", "a\nb,c", "?gon=a,b%2Cc")]
    [InlineData("query.cach", "a\nb", "?cach=a%20b")]
    [InlineData("query.ong", "a\nb", "?ong=a%7Cb")]
    [InlineData("query.mot", "a, b", "?mot=a%2C%20b")]
    [InlineData("query.loc", "[1,2]", "?loc=%5B1%2C2%5D")]
    [InlineData("query.loai", " \n ", "")]
    public void Values_are_written_as_the_document_says(string name, string text, string query) =>
        Assert.Equal(query, Filled((name, text)).Query);

    [Fact]
    public void Lists_in_paths_and_headers_have_commas()
    {
        var form = Filled(("path.ma", "1\n2"), ("header.X-Nhan", "a\nb"));

        Assert.Equal("/xa/1,2", form.Path);
        Assert.Equal(new KeyValuePair<string, string>("X-Nhan", "a,b"), Assert.Single(form.Headers));
    }

    [Fact]
    public void What_the_form_begins_with_fits()
    {
        var form = TrialForm.Of(Operation);
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(form.Query);

        Assert.Equal(2, query["loai"].Count);
        Assert.Empty(CallCheck.Request(
            Document.Match("GET", form.Path)!, new QueryCollection(query), new HeaderDictionary(), null, null));
    }

    private static TrialForm Filled(params (string Name, string Text)[] values) => TrialForm.Read(
        Operation, new FormCollection(values.ToDictionary(one => one.Name, one => new StringValues(one.Text))));
}
