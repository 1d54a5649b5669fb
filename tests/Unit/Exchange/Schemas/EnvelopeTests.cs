using Phusa.Exchange.Schemas;

namespace Phusa.Tests.Unit.Exchange.Schemas;

/// <summary>What stands around the rows of answers is no field, and their fields are named as if they stood alone.</summary>
public sealed class EnvelopeTests
{
    private const string Api = """
        openapi: 3.1.0
        info: { title: A, version: '1' }
        paths:
          /rows:
            get:
              responses:
                '200':
                  description: ok
                  content:
                    application/json:
                      schema:
                        type: object
                        properties:
                          total: { type: integer, x-phusa-envelope: true }
                          rows: { type: array, x-phusa-envelope: true, items: { $ref: '#/components/schemas/Row' } }
                          note: { type: string }
          /rows/{id}:
            get:
              parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
              responses:
                '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Row' } } } }
        components:
          schemas:
            Row: { type: object, properties: { id: { type: integer }, total: { type: integer } } }
        """;

    [Fact]
    public void Each_operation_has_its_own()
    {
        var read = ApiDocument.Read(Api).Value!;

        var list = read.Match("GET", "/rows")!.Operation.Envelope!;
        Assert.Equal("rows", list.Rows);
        Assert.Equal(["total"], list.Plain);
        // A field of a row that is named like a part of the envelope is a field.
        Assert.Null(read.Match("GET", "/rows/7")!.Operation.Envelope);
    }

    [Fact]
    public void Fields_are_those_of_the_rows_and_what_is_not_marked() =>
        Assert.Equal(["id", "note", "total"], AnswerFields.Of(ApiDocument.Read(Api).Value!).Select(field => field.Path));
}
