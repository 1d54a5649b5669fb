using System.Text.Json;
using Phusa.Warehouse.Contracts;

namespace Phusa.Warehouse.Queries;

/// <summary>
/// Where a page ended: the sort values and the place in the version of its last row. Whoever changes one only begins
/// elsewhere among the rows that they may read anyhow.
/// </summary>
/// <param name="Order">The sorting it belongs to.</param>
internal sealed record Cursor(long Version, string Order, IReadOnlyList<string?> Values, long Row)
{
    public string Write()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new object?[] { Version, Order, Values, Row });
        return System.Buffers.Text.Base64Url.EncodeToString(json);
    }

    public static Cursor? Read(string text)
    {
        try
        {
            var parts = JsonSerializer.Deserialize<JsonElement[]>(System.Buffers.Text.Base64Url.DecodeFromChars(text));
            return parts is [var version, var order, var values, var row]
                && order.GetString() is { } written && values.Deserialize<string?[]>() is { } list
                ? new(version.GetInt64(), written, list, row.GetInt64()) : null;
        }
        catch (Exception error) when (error is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>For a query whose sort has as many fields as there are values.</summary>
    public bool Fits(Query query) => Order == QueryText.Order(query) && Values.Count == query.Sort.Count && Row >= 0;
}
