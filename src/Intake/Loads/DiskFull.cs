using Phusa.Kernel.Outcomes;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Intake.Loads;

/// <summary>Tells a full disk from other failures of storage, because a person can do something about it.</summary>
internal static class DiskFull
{
    /// <summary>ENOSPC and EDQUOT of Linux, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows.</summary>
    private static readonly int[] Codes = [28, 122, 112, 39];

    public static bool Is(Exception failure) => failure switch
    {
        IOException io => Codes.Contains(io.HResult & 0xFFFF),
        DuckException duck => duck.Message.Contains("No space left", StringComparison.OrdinalIgnoreCase)
            || duck.Message.Contains("max_temp_directory_size", StringComparison.Ordinal)
            || duck.Message.Contains("Disk quota exceeded", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    public static Problem Problem => new("file", "disk.full", T.DiskFull);
}
