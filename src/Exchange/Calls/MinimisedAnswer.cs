using Phusa.Exchange.Gateway;
using Phusa.Exchange.Schemas;

namespace Phusa.Exchange.Calls;

/// <summary>Lets the fields of an agreement leave, and of an answer that tells of an error also what it says of that.</summary>
internal sealed class MinimisedAnswer(IReadOnlyList<string> fields)
{
    /// <summary>RFC 9457 and what is common beside it.</summary>
    private static readonly string[] OfErrors =
        ["type", "title", "status", "detail", "instance", "code", "codes", "message", "error", "error_code", "error_description"];

    private readonly FieldMinimisation well = FieldMinimisation.Of(fields);
    private readonly FieldMinimisation wrong = FieldMinimisation.Of(fields.Concat(OfErrors));

    /// <summary>All that decides what is left of an answer.</summary>
    public string Shape(Envelope? envelope) => string.Join('\0', [.. fields, "", envelope?.Rows ?? "", .. envelope?.Plain ?? []]);

    /// <param name="envelope">What stands around the rows of such answers; null where they are the fields' own.</param>
    public AnswerBody Within(Envelope? envelope)
    {
        var around = envelope switch
        {
            null => well,
            { Rows: { } rows } => FieldMinimisation.OfRows(rows, fields, envelope.Plain),
            _ => FieldMinimisation.Of(envelope.Plain),
        };
        return (response, from, to, cancellation) => (response.StatusCode < StatusCodes.Status400BadRequest ? around : wrong)
            .AnswerAsync(response, from, to, cancellation);
    }
}
