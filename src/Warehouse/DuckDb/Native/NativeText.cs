using System.Runtime.InteropServices;

namespace Phusa.Warehouse.DuckDb.Native;

/// <summary>Texts that the library hands out as zero-ended UTF-8.</summary>
internal static class NativeText
{
    /// <summary>A text the library keeps; null when there is none.</summary>
    public static string? Read(nint text) => Marshal.PtrToStringUTF8(text);

    /// <summary>A text the caller owns: it is copied and freed.</summary>
    public static string Take(nint text)
    {
        var copy = Marshal.PtrToStringUTF8(text) ?? "";
        NativeMethods.Free(text);
        return copy;
    }

    /// <summary>The library would silently stop at a zero character; that must not change a statement.</summary>
    public static string Whole(string text) => text.Contains('\0', StringComparison.Ordinal)
        ? throw new ArgumentException("The text holds a zero character.", nameof(text))
        : text;
}
