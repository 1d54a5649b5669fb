using System.Text;

namespace Phusa.Warehouse.Queries;

/// <summary><c>(a,b,"c,d")</c>; a quote or backslash inside quotes is written behind a backslash.</summary>
internal static class ValueList
{
    public static IReadOnlyList<string> Read(string text)
    {
        var inner = text is ['(', .. var between, ')'] ? between : text;
        if (inner.Length == 0)
        {
            return [];
        }
        var values = new List<string>();
        var value = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < inner.Length; i++)
        {
            var letter = inner[i];
            if (quoted && letter == '\\' && i + 1 < inner.Length)
            {
                value.Append(inner[++i]);
            }
            else if (letter == '"' && (quoted || value.Length == 0))
            {
                quoted = !quoted;
            }
            else if (letter == ',' && !quoted)
            {
                values.Add(value.ToString());
                value.Clear();
            }
            else
            {
                value.Append(letter);
            }
        }
        values.Add(value.ToString());
        return values;
    }
}
