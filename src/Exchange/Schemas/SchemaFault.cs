using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Schemas;

/// <summary>One thing in a call that is not as its service describes it.</summary>
/// <param name="In"><c>path</c>, <c>query</c>, <c>header</c> or <c>body</c>.</param>
/// <param name="Pointer">Where in it (RFC 6901); empty for the whole. Of a parameter its name stands first.</param>
/// <param name="Keyword">Of JSON Schema or OpenAPI, that asks for something else.</param>
/// <param name="Message">Never holds the value itself, which may be personal data.</param>
internal sealed record SchemaFault(string In, string Pointer, string Keyword, Text Message);

/// <summary>Which way a value goes: what is read-only is not asked of a request, what is write-only not of an answer.</summary>
internal enum SchemaUse
{
    Request,
    Answer,
}
