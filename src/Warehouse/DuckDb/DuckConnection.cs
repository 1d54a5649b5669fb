using System.Globalization;
using System.Runtime.InteropServices;
using Phusa.Warehouse.DuckDb.Native;

namespace Phusa.Warehouse.DuckDb;

/// <summary>
/// A connection for one caller at a time; only <see cref="Interrupt"/> and <see cref="Progress"/> may come from
/// another thread. Values stand for <c>?</c>, <c>$1</c> and so on: whole numbers, decimals, texts, bytes, dates, times,
/// identifiers and lists such as <c>string[]</c>, which as the only value must be written <c>[list]</c>.
/// </summary>
public sealed partial class DuckConnection : IDisposable
{
    private readonly ConnectionHandle handle;

    internal DuckConnection(ConnectionHandle handle) => this.handle = handle;

    /// <summary>How far the running statement is; see <see cref="TrackProgress"/>.</summary>
    public DuckProgress Progress
    {
        get
        {
            var now = NativeMethods.QueryProgress(handle);
            return new(now.Percentage, (long)now.RowsProcessed, (long)now.TotalRows);
        }
    }

    /// <summary>Runs statements to their end; values only when there is one statement.</summary>
    /// <returns>The number of rows changed.</returns>
    /// <exception cref="DuckException">DuckDB refuses; statements before the refused one have run.</exception>
    public long Execute(string sql, params ReadOnlySpan<object?> values)
    {
        var changed = Run(sql, values, static statement => statement.Execute(), out var before);
        return before + changed;
    }

    /// <summary>
    /// Starts a statement and streams its rows. While others write the tables it reads, begin a transaction first:
    /// DuckDB plans in one and runs in the next otherwise, and may drop a filter that new rows need. Until the result
    /// is read to its end or disposed, the connection takes no other statement.
    /// </summary>
    public DuckResult Query(string sql, params IReadOnlyList<object?> values)
    {
        var native = Run(sql, Span(values), static statement => statement.Stream(), out _);
        return open = new DuckResult(this, native);
    }

    /// <summary>The first value of the first row; the default of the type when there is none or it is null.</summary>
    public T? Scalar<T>(string sql, params IReadOnlyList<object?> values)
    {
        using var result = Query(sql, values);
        if (!result.Next() || result.Chunk.Column(0).Value(0) is not { } value)
        {
            return default;
        }
        return value switch
        {
            T exact => exact,
            Int128 number => (T)Convert.ChangeType((decimal)number, Wanted<T>(), CultureInfo.InvariantCulture),
            _ => (T)Convert.ChangeType(value, Wanted<T>(), CultureInfo.InvariantCulture),
        };
    }

    /// <summary>
    /// The tables a SELECT reads, through subqueries and CTEs, and the names of files it reads as tables; quoted and
    /// qualified as the statement qualifies them.
    /// </summary>
    /// <exception cref="DuckException">The text cannot be parsed.</exception>
    public unsafe IReadOnlyList<string> TableNames(string sql)
    {
        Ready();
        var list = NativeMethods.TableNames(handle, NativeText.Whole(sql), 1);
        if (list == 0)
        {
            throw new DuckException("The tables of this text cannot be told.", DuckErrorType.Parser);
        }
        try
        {
            var names = new string[(int)NativeMethods.ValueListSize(list)];
            for (var i = 0; i < names.Length; i++)
            {
                var name = NativeMethods.ValueListChild(list, (ulong)i);
                names[i] = NativeText.Take(NativeMethods.ValueVarchar(name));
                NativeMethods.DestroyValue(ref name);
            }
            return names;
        }
        finally
        {
            NativeMethods.DestroyValue(ref list);
        }
    }

    /// <summary>The names and types of the columns a statement gives, without running it.</summary>
    public IReadOnlyList<(string Name, string Type)> Describe(string sql)
    {
        Ready();
        using var statement = PrepareOne(sql);
        return [.. statement.Columns().Select(column => (column.Name, column.TypeName))];
    }

    /// <summary>For many new rows of a table; far quicker than INSERT.</summary>
    public DuckAppender Appender(string table, string? schema = null)
    {
        Ready();
        return new DuckAppender(this, handle, schema, table);
    }

    /// <summary>From now on <see cref="Progress"/> is kept, at a small cost for each statement.</summary>
    public void TrackProgress() => Execute("set enable_progress_bar = true; set enable_progress_bar_print = false");

    /// <summary>Stops the running statement, whose caller gets a <see cref="DuckException"/>.</summary>
    public void Interrupt() => NativeMethods.Interrupt(handle);

    /// <summary>
    /// Until the returned object is disposed, the token interrupts what runs here, and the caller gets an
    /// <see cref="OperationCanceledException"/>.
    /// </summary>
    public IDisposable Use(CancellationToken cancellation) =>
        interruption = new Interruption(this, interruption, cancellation);

    public void Dispose()
    {
        open?.Dispose();
        EndInterruptions();
        statements.Dispose();
        handle.Dispose();
    }

    private static Type Wanted<T>() => Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);

    private static ReadOnlySpan<object?> Span(IReadOnlyList<object?> values) => values switch
    {
        // An array of a narrower type cannot be seen as an array of objects.
        object?[] array when array.GetType() == typeof(object[]) => array,
        List<object?> list => CollectionsMarshal.AsSpan(list),
        _ => values.ToArray(),
    };
}
