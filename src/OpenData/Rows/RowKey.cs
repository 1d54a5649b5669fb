namespace Phusa.OpenData;

/// <summary>A row's key in an address: the value, or of several fields the values with <c>~</c> between.</summary>
internal static class RowKey
{
    /// <summary>A tilde or a backslash within a value has a backslash before it.</summary>
    public static string Text(IReadOnlyList<string> values) => string.Join('~', values.Select(value =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("~", "\\~", StringComparison.Ordinal)));

    public static IReadOnlyList<string> Read(string text)
    {
        var values = new List<string>();
        var value = new System.Text.StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '~')
            {
                values.Add(value.ToString());
                value.Clear();
                continue;
            }
            at += text[at] == '\\' && at + 1 < text.Length ? 1 : 0;
            value.Append(text[at]);
        }
        values.Add(value.ToString());
        return values;
    }
}
