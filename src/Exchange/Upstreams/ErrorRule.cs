using System.Text.Json;
using Phusa.Exchange.Schemas;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Upstreams;

/// <summary>
/// How a system says that it failed although its status is 200: which value of its answer tells, and which of its values
/// mean success. An answer without that value tells null.
/// </summary>
/// <param name="Pointer">RFC 6901, such as <c>/error_code</c>.</param>
/// <param name="Success">Texts, numbers, true, false or null.</param>
internal sealed record ErrorRule(string Pointer, IReadOnlyList<JsonElement> Success)
{
    private const int LongestShown = 100;

    private static readonly JsonElement Nothing = JsonSerializer.SerializeToElement<object?>(null);

    /// <summary>Null where one of the two is no such thing.</summary>
    /// <param name="success">Values of JSON divided by commas, such as <c>0,"0"</c>.</param>
    public static ErrorRule? Read(string pointer, string success) =>
        pointer.StartsWith('/') && JsonText.Read(System.Text.Encoding.UTF8.GetBytes($"[{success}]")) is { } list
            && list.GetArrayLength() > 0
            && list.EnumerateArray().All(value => value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
                ? new(pointer, [.. list.EnumerateArray()]) : null;

    /// <summary>The values as <see cref="Read"/> takes them.</summary>
    public string Written => string.Join(", ", Success.Select(value => value.GetRawText()));

    /// <summary>What the answer says went wrong; null when nothing. Problems of <c>answer.</c> are told as status 502.</summary>
    public Problem? Check(JsonElement answer)
    {
        var told = JsonPointer.Find(answer, Pointer) ?? Nothing;
        if (Success.Contains(told, JsonEquality.Same))
        {
            return null;
        }
        var shown = told.ValueKind is JsonValueKind.Array or JsonValueKind.Object ? "…" : told.ToString();
        return new("", "answer.error", T.AnswerError(
            Pointer, told.ValueKind == JsonValueKind.Null ? "null" : shown.Length > LongestShown ? shown[..LongestShown] + "…" : shown));
    }

    public bool Equals(ErrorRule? other) => other is not null && Pointer == other.Pointer && Written == other.Written;

    public override int GetHashCode() => HashCode.Combine(Pointer, Written);
}
