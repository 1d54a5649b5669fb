using System.Data.Common;

namespace Phusa.Kernel.Data;

/// <summary>
/// What differs between the two records engines. Schemas are written once with PostgreSQL's type names:
/// SQLite accepts any type name, and values are bound so that they compare and sort alike on both.
/// </summary>
public abstract class Dialect
{
    public abstract string Name { get; }

    /// <summary>Opens a connection from the pool, ready for use.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken cancellation);

    /// <summary>Begins a transaction that may write.</summary>
    public abstract Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellation);

    /// <summary>Keeps other nodes and processes out until the transaction ends; used by migrations.</summary>
    public abstract Task LockAsync(Session session, CancellationToken cancellation);

    /// <summary>Appended to a SELECT that claims rows of a queue, so that two workers never take the same one.</summary>
    public abstract string ClaimSuffix { get; }

    /// <summary>True when <paramref name="column"/> is one of the values of the array parameter <paramref name="name"/>.</summary>
    public abstract string IsAnyOf(string column, string name);

    /// <summary>
    /// Adds up two JSON objects of whole numbers, name by name, as text: <c>{"a":1}</c> and <c>{"a":2,"b":3}</c> make
    /// <c>{"a":3,"b":3}</c>.
    /// </summary>
    public abstract string SumOfCounts(string left, string right);

    /// <summary>Whether the engine reports that a unique key was violated.</summary>
    public abstract bool IsDuplicate(DbException failure);

    /// <summary>Binds a value: id, text, number, flag, bytes, instant, enum (by name) or an array for <see cref="IsAnyOf"/>.</summary>
    public abstract void Bind(DbParameter parameter, object? value);
}
