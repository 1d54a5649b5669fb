namespace Phusa.Warehouse.DuckDb;

/// <summary>
/// What DuckDB refused, in its own English words, which name tables and columns: for logs, and for people only
/// after the caller has worded it in their language.
/// </summary>
public sealed class DuckException : Exception
{
    internal DuckException(string message, DuckErrorType type) : base(message) => Type = type;

    public DuckErrorType Type { get; }

    /// <summary>The connection, or the whole database, cannot be used any more.</summary>
    public bool IsFatal => Type is DuckErrorType.Fatal or DuckErrorType.Internal or DuckErrorType.Connection;

    /// <summary>For functions that give a message only: it starts with the class, as in "Parser Error: …".</summary>
    internal static DuckException Of(string? message)
    {
        var words = message ?? "DuckDB gave no reason.";
        var end = words.IndexOf(" Error:", StringComparison.Ordinal);
        var name = end > 0 ? words[..end].Replace(" ", "", StringComparison.Ordinal) : "";
        return new(words, Enum.TryParse<DuckErrorType>(name, ignoreCase: true, out var type) ? type : default);
    }
}
