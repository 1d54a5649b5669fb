using System.Runtime.InteropServices;

namespace Phusa.Warehouse.DuckDb;

/// <summary>A span of time as DuckDB stores it.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct DuckInterval(int Months, int Days, long Microseconds);
