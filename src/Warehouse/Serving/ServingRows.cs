using System.Text;
using System.Threading.Channels;
using Phusa.Catalog.Contracts;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;
using Phusa.Warehouse.Export;

namespace Phusa.Warehouse.Serving;

/// <param name="Body">Null for a row that is gone.</param>
internal sealed record ServingRow(string Key, string? Body);

/// <summary>Reads rows from Parquet as keys and JSON, in batches small enough for one short transaction.</summary>
internal sealed class ServingRows(DataContract contract, IReadOnlyList<Field> key, bool isDelete)
{
    /// <summary>SQLite has one writer at a time, so no transaction may last longer than about 50 ms.</summary>
    public const int MostRows = 4_000;

    private const int MostLetters = 2 * 1024 * 1024;

    private readonly int[] keyColumns = [.. key.Select(field => contract.Fields.ToList().IndexOf(field))];
    private readonly Dictionary<string, string?> batch = [];
    private int letters;

    public void Read(
        DuckConnection connection, string source, ChannelWriter<IReadOnlyList<ServingRow>> to,
        CancellationToken cancellation)
    {
        using var result = connection.Query($"select {Columns(connection, source)} from {source}");
        var objects = new JsonObjects(new(result.Columns, [.. contract.Fields.Select(field => field.Name)], 0));
        using var body = new Utf8Buffer(null, cancellation);
        while (result.Next())
        {
            for (var row = 0; row < result.Chunk.Count; row++)
            {
                Add(result.Chunk, row, objects, body);
                if (batch.Count == MostRows || letters >= MostLetters)
                {
                    Send(to, cancellation);
                }
            }
        }
        Send(to, cancellation);
    }

    private void Add(DuckChunk chunk, int row, JsonObjects objects, Utf8Buffer body)
    {
        if (keyColumns.Any(column => chunk.Column(column).IsNull(row)))
        {
            return;
        }
        var text = ServingTable.Key([.. keyColumns.Select(column => Value(chunk.Column(column), row))]);
        body.Clear();
        if (!isDelete)
        {
            objects.Write(chunk, row, body);
        }
        // The last of a key wins, as it does when the load is merged.
        batch[text] = isDelete ? null : Encoding.UTF8.GetString(body.Kept.Span);
        letters += body.Kept.Length;
    }

    private void Send(ChannelWriter<IReadOnlyList<ServingRow>> to, CancellationToken cancellation)
    {
        if (batch.Count > 0)
        {
            // On a thread of the pool for downloads, which may wait for the database.
            to.WriteAsync([.. batch.Select(pair => new ServingRow(pair.Key, pair.Value))], cancellation)
                .AsTask().GetAwaiter().GetResult();
        }
        batch.Clear();
        letters = 0;
    }

    private static string Value(DuckVector vector, int row)
    {
        if (CellText.KindOf(vector.Column) == CellKind.Text)
        {
            return Encoding.UTF8.GetString(TextCell.Utf8(vector, row));
        }
        using var text = new Utf8Buffer(null, CancellationToken.None);
        CellText.Write(vector, row, text);
        return Encoding.UTF8.GetString(text.Kept.Span);
    }

    private string Columns(DuckConnection connection, string source)
    {
        var there = connection.Describe($"select * from {source}").Select(column => column.Name).ToHashSet();
        return string.Join(", ", contract.Fields.Select(field => there.Contains(field.Name)
            ? DuckSql.Identifier(field.Name) : $"null::{ColumnType.Of(field)}"));
    }
}
