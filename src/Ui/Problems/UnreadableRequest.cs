using System.Text.Json;
using System.Text.RegularExpressions;
using Phusa.Kernel.Outcomes;

namespace Phusa.Ui;

/// <summary>
/// What is wrong, and where, with a request that could not be read into what its endpoint takes. The framework tells it by
/// an exception (<see cref="RouteHandlerOptions.ThrowOnBadRequest"/>), whose words name types of ours and stay here.
/// </summary>
internal static partial class UnreadableRequest
{
    /// <summary>Null for what is not the caller's fault.</summary>
    public static int? Status(Exception failure) => failure switch
    {
        BadHttpRequestException unreadable => unreadable.StatusCode,
        // Of the framework's reading of JSON: the content type names a charset that nobody knows.
        InvalidOperationException { InnerException: ArgumentException, Source: "Microsoft.AspNetCore.Http.Extensions" } =>
            StatusCodes.Status415UnsupportedMediaType,
        _ => null,
    };

    /// <summary>Null where the framework does not tell what is wrong.</summary>
    /// <param name="failure">Null for a status without one: the wrong content type is told by routing already.</param>
    public static Problem? Of(int status, Exception? failure) => failure switch
    {
        _ when status == StatusCodes.Status415UnsupportedMediaType => new("", "request.media", T.ErrorMediaAdvice),
        BadHttpRequestException { InnerException: JsonException json } => Json(json),
        BadHttpRequestException when BodyMissing().IsMatch(failure.Message) =>
            new("", "request.body-missing", T.UnreadableBodyMissing),
        BadHttpRequestException when Parameter().Match(failure.Message) is { Success: true } named =>
            OfParameter(named.Groups[1].Value),
        _ => null,
    };

    private static Problem OfParameter(string name) => new(name, "request.parameter", T.UnreadableParameter(name));

    /// <summary>
    /// Lines and bytes are counted from 1, as editors do. Where JSON is wrong the framework counts the bytes before the
    /// fault, where a value is those to its end.
    /// </summary>
    private static Problem Json(JsonException failure)
    {
        var (path, line, before) = (failure.Path ?? "$", failure.LineNumber + 1, failure.BytePositionInLine);
        var field = path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path[1..];
        return failure.InnerException is JsonException ? new(field, "request.json", T.UnreadableJson(line, before + 1, path))
            : Members().Match(failure.Message) is { Success: true } missing
            ? new(field, "request.member-missing", T.UnreadableMembers(path, missing.Groups[1].Value.Replace("'", "", StringComparison.Ordinal)))
            : new(field, "request.value", T.UnreadableValue(path, line, before));
    }

    [GeneratedRegex("but no body was provided|was not provided from body")]
    private static partial Regex BodyMissing();

    /// <summary>The parameter's type stands before its name.</summary>
    [GeneratedRegex("""parameter "[^"]* (\w+)" (?:from|was not provided from) (?!the request body)""")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"missing required properties including: (.+?)\.(?: Path: |$)")]
    private static partial Regex Members();
}
