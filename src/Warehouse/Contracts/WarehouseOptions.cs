using System.ComponentModel.DataAnnotations;

namespace Phusa.Warehouse.Contracts;

/// <summary>Settings under <c>Warehouse:</c>.</summary>
public sealed class WarehouseOptions
{
    /// <summary>Room for native tables of versions in use, in megabytes: 0 keeps none, so that all is read from Parquet.</summary>
    [Range(0, 16_777_216)]
    public int CacheMegabytes { get; set; } = 4096;

    /// <summary>Versions with fewer rows are read from Parquet, where they are as quick; 0 makes a table of each.</summary>
    [Range(0, 1_000_000_000)]
    public int NativeFromRows { get; set; } = 5_000;

    /// <summary>Room for finished answers in memory, in megabytes; 0 keeps none.</summary>
    [Range(0, 65_536)]
    public int ResultMegabytes { get; set; } = 64;

    /// <summary>Downloads that can run at a time; further ones wait. Slow receivers hold their place.</summary>
    [Range(1, 256)]
    public int Downloads { get; set; } = 16;
}
