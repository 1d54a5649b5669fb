using System.Text;
using System.Text.Unicode;
using Phusa.Warehouse.DuckDb.Native;

namespace Phusa.Warehouse.DuckDb;

/// <summary>
/// Adds rows to a table: values from left to right, then <see cref="EndRow"/>; <see cref="Complete"/> at the end.
/// Without it, rows not yet handed over are dropped; for all or nothing, wrap it in a transaction.
/// </summary>
public sealed unsafe class DuckAppender : IDisposable
{
    private const int ChunkRows = 2048;

    private readonly DuckConnection connection;
    private readonly AppenderHandle handle;
    private readonly ChunkHandle chunk;
    private readonly AppendTarget[] targets;
    private int column;
    private int row;

    internal DuckAppender(DuckConnection connection, ConnectionHandle native, string? schema, string table)
    {
        this.connection = connection;
        var state = NativeMethods.AppenderCreate(
            native, null, schema is null ? null : NativeText.Whole(schema), NativeText.Whole(table), out var appender);
        handle = new AppenderHandle(appender);
        if (state != 0)
        {
            var error = Error();
            handle.Dispose();
            throw error;
        }
        (chunk, targets) = AppendTarget.Chunk(handle);
        Prepare();
    }

    /// <summary>Rows ended so far.</summary>
    public long Rows { get; private set; }

    public void AddNull() => Next().Null(row);

    /// <summary>A text; a column of another type refuses it.</summary>
    public void Add(string? text)
    {
        if (text is null)
        {
            AddNull();
            return;
        }
        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        var buffer = size <= 512 ? stackalloc byte[512] : new byte[size];
        Next().Text(row, buffer[..Encoding.UTF8.GetBytes(text, buffer)]);
    }

    /// <summary>A text already in UTF-8.</summary>
    /// <exception cref="ArgumentException">The bytes are not UTF-8.</exception>
    public void AddUtf8(ReadOnlySpan<byte> text)
    {
        var target = Next();
        target.Text(row, Utf8.IsValid(text) ? text : throw new ArgumentException("Not UTF-8.", nameof(text)));
    }

    public void AddBytes(ReadOnlySpan<byte> bytes) => Next().Blob(row, bytes);

    /// <summary>A whole number, for a column of whole numbers, decimals or doubles.</summary>
    /// <exception cref="OverflowException">The column is too narrow.</exception>
    public void Add(long number) => Next().Integer(row, number);

    public void Add(double number) => Next().Number(row, number);

    /// <summary>A decimal; digits beyond the column's scale are rounded half to even.</summary>
    /// <exception cref="OverflowException">The column is too narrow.</exception>
    public void Add(decimal number) => Next().Decimal(row, number);

    public void Add(bool value) => Next().Boolean(row, value);

    public void Add(DateOnly date) => Next().Date(row, date);

    /// <summary>A date and time without zone.</summary>
    public void Add(DateTime time) => Next().Timestamp(row, time, DuckType.Timestamp);

    public void Add(DateTimeOffset instant) =>
        Next().Timestamp(row, instant.UtcDateTime, DuckType.TimestampWithZone);

    public void Add(Guid id) => Next().Uuid(row, id);

    /// <exception cref="InvalidOperationException">Columns of this row are still missing.</exception>
    /// <exception cref="DuckException">The rows handed over break a constraint.</exception>
    public void EndRow()
    {
        if (column != targets.Length)
        {
            throw new InvalidOperationException($"The row has {column} of {targets.Length} values.");
        }
        column = 0;
        Rows++;
        if (++row == ChunkRows)
        {
            HandOver();
        }
    }

    /// <summary>Writes everything; the rows are then in the table, or in the connection's transaction.</summary>
    /// <exception cref="DuckException">A row breaks a constraint; none of the rows still held is written.</exception>
    public void Complete()
    {
        if (column != 0)
        {
            throw new InvalidOperationException("The last row is not ended.");
        }
        HandOver();
        WriteClock.Tick();
        Require(NativeMethods.AppenderClose(handle));
    }

    public void Dispose()
    {
        chunk.Dispose();
        handle.Dispose();
        WriteClock.Tick();
    }

    private AppendTarget Next() => column < targets.Length
        ? targets[column++]
        : throw new InvalidOperationException($"The table has {targets.Length} columns only.");

    private void HandOver()
    {
        connection.ThrowIfCancelled();
        if (row > 0)
        {
            NativeMethods.DataChunkSetSize(chunk, (ulong)row);
            WriteClock.Tick();
            Require(NativeMethods.AppendDataChunk(handle, chunk));
            row = 0;
            NativeMethods.DataChunkReset(chunk);
            Prepare();
        }
    }

    // Emptying the chunk may move its vectors.
    private void Prepare()
    {
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i].Enter(NativeMethods.DataChunkVector(chunk.DangerousGetHandle(), (ulong)i));
        }
    }

    private void Require(int state)
    {
        if (state != 0)
        {
            throw connection.Worded(Error());
        }
    }

    private DuckException Error()
    {
        var error = NativeMethods.AppenderError(handle);
        try
        {
            return new DuckException(NativeText.Read(NativeMethods.ErrorMessage(error)) ?? "",
                (DuckErrorType)NativeMethods.ErrorType(error));
        }
        finally
        {
            NativeMethods.DestroyError(ref error);
        }
    }
}
