namespace Phusa.Catalog.Contracts;

/// <summary>Where a dataset comes from and when.</summary>
public sealed record SourceDeclaration
{
    public required SourceKind Kind { get; init; }

    public string? Name { get; init; }

    /// <summary>Path or pattern of files, address, or name of a configured connection (never a secret).</summary>
    public required string Location { get; init; }

    /// <summary>csv, xlsx, json and so on; null lets the reader find out.</summary>
    public string? Format { get; init; }

    /// <summary>Table to read, for a database.</summary>
    public string? Table { get; init; }

    /// <summary>Query to read, for a database, instead of a table.</summary>
    public string? Query { get; init; }

    /// <summary>Cron expression of five parts; null means by hand.</summary>
    public string? Schedule { get; init; }

    /// <summary>Header in the source by field name, where it is neither the name nor a title of the field.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>How to read the file: delimiter, quote, encoding, sheet, headerRow.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();
}

public enum SourceKind { File, Folder, Url, Database, Api, Feed, Sensor, Scan }
