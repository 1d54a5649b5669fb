using System.Reflection;
using System.Runtime.InteropServices;

namespace Phusa.Warehouse.DuckDb.Native;

/// <summary>
/// Finds the DuckDB library. It comes with the npm package <c>@duckdb/node-bindings-{platform}</c>, because the
/// .NET packages that carry it cannot be restored everywhere the platform is built.
/// </summary>
internal static class DuckLibrary
{
    /// <summary>Names the library file, or a folder that holds it; it wins over every other place.</summary>
    public const string Variable = "PHUSA_DUCKDB";

    private static readonly string FileName = OperatingSystem.IsWindows() ? "duckdb.dll"
        : OperatingSystem.IsMacOS() ? "libduckdb.dylib" : "libduckdb.so";

    private static readonly string Package = $"node-bindings-{System}-"
        + (RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64");

    private static string System =>
        OperatingSystem.IsWindows() ? "win32" : OperatingSystem.IsMacOS() ? "darwin" : "linux";

    public static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == NativeMethods.Library
            ? NativeLibrary.Load(Locate(Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory))
            : 0;

    /// <summary>The path of the library: as configured, beside the program, or in a folder above it.</summary>
    /// <exception cref="DllNotFoundException">It is in none of these places.</exception>
    public static string Locate(string? configured, string programFolder)
    {
        if (!string.IsNullOrWhiteSpace(configured))
        {
            var named = Directory.Exists(configured) ? Path.Combine(configured, FileName) : configured;
            return File.Exists(named)
                ? named
                : throw new DllNotFoundException($"{Variable} names {named}, which does not exist.");
        }
        var beside = Path.Combine(programFolder, FileName);
        if (File.Exists(beside))
        {
            return beside;
        }
        for (var folder = new DirectoryInfo(programFolder); folder is not null; folder = folder.Parent)
        {
            var installed = Path.Combine(folder.FullName, "node_modules", "@duckdb", Package, FileName);
            if (File.Exists(installed))
            {
                return installed;
            }
        }
        throw new DllNotFoundException($"The DuckDB library ({FileName} of @duckdb/{Package}) was not found beside "
            + $"the program or in a node_modules folder above {programFolder}. Run ./phusa demo, or npm ci at the "
            + $"root of the repository, or name the file in {Variable}.");
    }
}
