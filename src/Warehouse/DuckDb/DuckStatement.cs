using Phusa.Warehouse.DuckDb.Native;

namespace Phusa.Warehouse.DuckDb;

/// <summary>A prepared statement of one connection.</summary>
internal sealed unsafe class DuckStatement : IDisposable
{
    private readonly StatementHandle handle;
    private readonly int parameters;

    /// <param name="connection">Whose statement it is.</param>
    /// <param name="extracted">What <c>duckdb_extract_statements</c> gave.</param>
    /// <param name="index">Which of them.</param>
    /// <param name="whole">It is all of its text.</param>
    /// <exception cref="DuckException">It does not parse or bind.</exception>
    public DuckStatement(ConnectionHandle connection, nint extracted, int index, bool whole)
    {
        var state = NativeMethods.PrepareExtracted(connection, extracted, (ulong)index, out var statement);
        handle = new StatementHandle(statement);
        if (state != 0)
        {
            var error = DuckException.Of(NativeText.Read(NativeMethods.PrepareError(handle)));
            handle.Dispose();
            throw error;
        }
        parameters = (int)NativeMethods.ParameterCount(handle);
        Kind = (StatementKind)NativeMethods.StatementType(handle);
        IsWhole = whole;
    }

    public StatementKind Kind { get; }

    /// <summary>It may change rows, or make changes visible.</summary>
    public bool Writes => Kind is not StatementKind.Select;

    /// <summary>Running it again does what running its text again would.</summary>
    public bool IsWhole { get; }

    /// <summary>The columns it would give, known without running it.</summary>
    public DuckColumn[] Columns() => ColumnReading.Of(handle);

    /// <exception cref="ArgumentException">There are more or fewer values than parameters.</exception>
    public void Bind(ReadOnlySpan<object?> values)
    {
        if (values.Length != parameters)
        {
            throw new ArgumentException(
                $"The statement takes {parameters} values, not {values.Length}.", nameof(values));
        }
        for (var i = 0; i < values.Length; i++)
        {
            var value = NativeValue.Of(values[i]);
            try
            {
                if (NativeMethods.Bind(handle, (ulong)(i + 1), value) != 0)
                {
                    throw DuckException.Of(NativeText.Read(NativeMethods.PrepareError(handle)));
                }
            }
            finally
            {
                NativeMethods.DestroyValue(ref value);
            }
        }
    }

    /// <summary>Runs it to the end and gives the number of rows it changed.</summary>
    public long Execute()
    {
        Tick();
        using var result = new ResultHandle();
        try
        {
            return NativeMethods.ExecutePrepared(handle, result.Result) == 0
                ? (long)NativeMethods.RowsChanged(result.Result)
                : throw result.Error() ?? DuckException.Of(null);
        }
        finally
        {
            Tick();
        }
    }

    /// <summary>Starts it; rows are computed while they are read, so memory stays small however many.</summary>
    public ResultHandle Stream()
    {
        Tick();
        var result = new ResultHandle { Writes = Writes };
        var state = NativeMethods.PendingStreaming(handle, out var pending);
        try
        {
            if (state != 0)
            {
                throw DuckException.Of(NativeText.Read(NativeMethods.PendingError(pending)));
            }
            return NativeMethods.ExecutePending(pending, result.Result) == 0
                ? result
                : throw result.Error() ?? DuckException.Of(NativeText.Read(NativeMethods.PendingError(pending)));
        }
        catch
        {
            result.Dispose();
            throw;
        }
        finally
        {
            NativeMethods.DestroyPending(ref pending);
        }
    }

    /// <summary>Lets go of the bound values, which may be large.</summary>
    public void Clear()
    {
        if (parameters > 0)
        {
            _ = NativeMethods.ClearBindings(handle);
        }
    }

    public void Dispose() => handle.Dispose();

    private void Tick()
    {
        if (Writes)
        {
            WriteClock.Tick();
        }
    }
}
