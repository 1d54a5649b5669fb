using Phusa.Warehouse.DuckDb.Native;

namespace Phusa.Warehouse.DuckDb;

public sealed partial class DuckConnection
{
    private readonly StatementCache statements = new();
    private Interruption? interruption;
    private DuckResult? open;
    private bool transaction;

    internal int CachedStatements => statements.Count;

    internal void ThrowIfCancelled()
    {
        for (var current = interruption; current is not null; current = current.Outer)
        {
            current.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The error for the caller: a cancellation when its own token interrupted the statement.</summary>
    internal Exception Worded(DuckException error)
    {
        for (var current = interruption; current is not null; current = current.Outer)
        {
            if (error.Type == DuckErrorType.Interrupt && current.Token.IsCancellationRequested)
            {
                return new OperationCanceledException(error.Message, error, current.Token);
            }
        }
        return error;
    }

    internal void End(Interruption ended)
    {
        if (ReferenceEquals(interruption, ended))
        {
            interruption = ended.Outer;
        }
    }

    internal void End(DuckResult ended)
    {
        if (ReferenceEquals(open, ended))
        {
            open = null;
        }
    }

    /// <summary>Makes the connection as good as new for its next caller: nothing open, no transaction.</summary>
    internal void Recover()
    {
        open?.Dispose();
        EndInterruptions();
        if (!transaction)
        {
            return;
        }
        transaction = false;
        try
        {
            Execute("rollback");
        }
        catch (DuckException none) when (none.Type == DuckErrorType.TransactionContext)
        {
            // The caller had ended it.
        }
        transaction = false;
    }

    private void EndInterruptions()
    {
        while (interruption is { } current)
        {
            current.Dispose();
        }
    }

    private void Ready()
    {
        ObjectDisposedException.ThrowIf(handle.IsClosed, this);
        if (open is not null)
        {
            throw new InvalidOperationException(
                "A result of this connection is still being read; a new statement would cut it short.");
        }
        ThrowIfCancelled();
    }

    private T Run<T>(string sql, ReadOnlySpan<object?> values, Func<DuckStatement, T> run, out long before)
    {
        Ready();
        before = 0;
        var plannedAt = WriteClock.Now;
        var kept = statements.Find(sql);
        var statement = kept;
        try
        {
            statement ??= Prepare(sql, values.Length > 0, out before);
            statement.Bind(values);
            var result = run(statement);
            statement.Clear();
            if (kept is null && Keeps(sql, statement))
            {
                statements.Add(sql, kept = statement, plannedAt);
            }
            return result;
        }
        catch (DuckException error)
        {
            if (kept is not null)
            {
                statements.Remove(sql);
            }
            throw Worded(error);
        }
        finally
        {
            if (kept is null)
            {
                statement?.Dispose();
            }
        }
    }

    private static bool Keeps(string sql, DuckStatement statement) =>
        StatementCache.Takes(sql) && statement.IsWhole && !statement.Writes;

    /// <summary>Runs every statement but the last, and prepares that; a PIVOT becomes several as well.</summary>
    private DuckStatement Prepare(string sql, bool withValues, out long before)
    {
        before = 0;
        var count = Extract(sql, out var extracted);
        try
        {
            if (count > 1 && withValues)
            {
                throw new ArgumentException("Values can be given to one statement only.", nameof(sql));
            }
            for (var i = 0; i < count - 1; i++)
            {
                using var statement = new DuckStatement(handle, extracted, i, whole: false);
                transaction |= statement.Kind == StatementKind.Transaction;
                before += statement.Execute();
            }
            var last = new DuckStatement(handle, extracted, count - 1, count == 1);
            transaction |= last.Kind == StatementKind.Transaction;
            return last;
        }
        finally
        {
            NativeMethods.DestroyExtracted(ref extracted);
        }
    }

    private DuckStatement PrepareOne(string sql)
    {
        var count = Extract(sql, out var extracted);
        try
        {
            return count == 1
                ? new DuckStatement(handle, extracted, 0, whole: true)
                : throw new ArgumentException("One statement is expected.", nameof(sql));
        }
        finally
        {
            NativeMethods.DestroyExtracted(ref extracted);
        }
    }

    private int Extract(string sql, out nint extracted)
    {
        var count = (int)NativeMethods.ExtractStatements(handle, NativeText.Whole(sql), out extracted);
        if (count > 0)
        {
            return count;
        }
        var message = NativeText.Read(NativeMethods.ExtractStatementsError(extracted));
        NativeMethods.DestroyExtracted(ref extracted);
        throw message is { Length: > 0 }
            ? DuckException.Of(message)
            : new DuckException("The text holds no statement.", DuckErrorType.Parser);
    }
}
