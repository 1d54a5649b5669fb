using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Federation;

/// <summary>
/// What may be asked of another exchange's rows. Our system there may name more fields than the agreement of whoever asks here:
/// whoever could filter or sort by those would learn them without seeing them.
/// </summary>
internal static class ForeignQuery
{
    private const string FieldPrefix = "f.";

    private static readonly string[] Plain = ["limit", "after", "offset", "asOf"];

    /// <param name="fields">Of the agreement.</param>
    public static Problem? Wrong(IQueryCollection query, IReadOnlyList<string> fields)
    {
        var named = query.Where(pair => !Plain.Contains(pair.Key)).SelectMany(pair => pair.Key is "select" or "sort"
            ? pair.Value.SelectMany(text => (text ?? "").Split(',')).Select(name => name.Trim().TrimStart('-'))
            : [pair.Key.StartsWith(FieldPrefix, StringComparison.Ordinal) ? pair.Key[FieldPrefix.Length..] : pair.Key]);
        return named.FirstOrDefault(name => !fields.Contains(name)) is { } other
            ? new(other, "call.field-unagreed", T.CallFieldUnagreed(other)) : null;
    }
}
