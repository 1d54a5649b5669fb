using Phusa.Exchange.Gateway;

namespace Phusa.Exchange.Calls;

/// <summary>Lets the fields of an agreement leave, and of an answer that tells of an error also what it says of that.</summary>
internal sealed class MinimisedAnswer(IReadOnlyList<string> fields)
{
    /// <summary>RFC 9457 and what is common beside it.</summary>
    private static readonly string[] OfErrors =
        ["type", "title", "status", "detail", "instance", "code", "codes", "message", "error", "error_code", "error_description"];

    private readonly FieldMinimisation well = FieldMinimisation.Of(fields);
    private readonly FieldMinimisation wrong = FieldMinimisation.Of(fields.Concat(OfErrors));

    /// <summary>An <see cref="AnswerBody"/>.</summary>
    public Task AnswerAsync(HttpResponse response, Stream from, Stream to, CancellationToken cancellation) =>
        (response.StatusCode < StatusCodes.Status400BadRequest ? well : wrong).AnswerAsync(response, from, to, cancellation);
}
