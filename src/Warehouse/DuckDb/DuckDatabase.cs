using Phusa.Warehouse.DuckDb.Native;

namespace Phusa.Warehouse.DuckDb;

/// <summary>
/// An open DuckDB: a file, or memory. One process may have a file open; inside it, opening the same file again gives
/// the same database. Closing waits for nothing: connections keep what they need alive.
/// </summary>
public sealed class DuckDatabase : IDisposable
{
    // Two instances over one file in one process would destroy it; the library's own cache hands out one.
    private static readonly Lazy<nint> Instances = new(NativeMethods.CreateInstanceCache);

    private readonly DatabaseHandle handle;

    private DuckDatabase(DatabaseHandle handle) => this.handle = handle;

    /// <summary>The library's version, such as <c>v1.5.6</c>.</summary>
    public static string Version => NativeText.Read(NativeMethods.LibraryVersion()) ?? "";

    /// <param name="path">The file, made when it is not there; null for a database in memory of its own.</param>
    /// <param name="settings">DuckDB's settings by name, such as <c>access_mode</c> or <c>memory_limit</c>.</param>
    /// <exception cref="DuckException">The file is in use or no database, or a setting is refused.</exception>
    public static DuckDatabase Open(string? path, IReadOnlyDictionary<string, string>? settings = null)
    {
        var config = Configure(settings);
        try
        {
            var state = path is null
                ? NativeMethods.Open(null, out var database, config, out var error)
                : NativeMethods.OpenShared(
                    Instances.Value, Path.GetFullPath(NativeText.Whole(path)), out database, config, out error);
            return state == 0
                ? new DuckDatabase(new DatabaseHandle(database))
                : throw DuckException.Of(NativeText.Take(error));
        }
        finally
        {
            NativeMethods.DestroyConfig(ref config);
        }
    }

    /// <summary>A connection for one caller at a time.</summary>
    public DuckConnection Connect() => NativeMethods.Connect(handle, out var connection) == 0
        ? new DuckConnection(new ConnectionHandle(connection))
        : throw new DuckException("The database gives no connection.", DuckErrorType.Connection);

    public void Dispose() => handle.Dispose();

    private static nint Configure(IReadOnlyDictionary<string, string>? settings)
    {
        _ = NativeMethods.CreateConfig(out var config);
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            if (NativeMethods.SetConfig(config, NativeText.Whole(name), NativeText.Whole(value)) != 0)
            {
                NativeMethods.DestroyConfig(ref config);
                throw new DuckException(
                    $"DuckDB refuses the setting {name} = {value}.", DuckErrorType.InvalidConfiguration);
            }
        }
        return config;
    }
}
