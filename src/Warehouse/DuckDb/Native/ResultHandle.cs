using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Phusa.Warehouse.DuckDb.Native;

/// <summary>
/// A <c>duckdb_result</c> in memory of its own together with the chunk being read, so that both go even when the
/// reader forgets them, and the chunk always before the result.
/// </summary>
internal sealed unsafe class ResultHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private nint chunk;

    public ResultHandle() : base(ownsHandle: true) =>
        SetHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(NativeResult)));

    /// <summary>Reading it to its end may write.</summary>
    public bool Writes { get; init; }

    public NativeResult* Result => (NativeResult*)handle;

    /// <summary>The next chunk with rows, or zero at the end and after an error; frees the one before.</summary>
    public nint Fetch()
    {
        while (true)
        {
            FreeChunk();
            chunk = NativeMethods.FetchChunk(*Result);
            if (chunk == 0 || NativeMethods.DataChunkSize(chunk) > 0)
            {
                return chunk;
            }
        }
    }

    /// <summary>The error the result holds, or null.</summary>
    public DuckException? Error() => NativeText.Read(NativeMethods.ResultError(Result)) is { } message
        ? new DuckException(message, (DuckErrorType)NativeMethods.ResultErrorType(Result))
        : null;

    protected override bool ReleaseHandle()
    {
        FreeChunk();
        NativeMethods.DestroyResult(Result);
        NativeMemory.Free(Result);
        if (Writes)
        {
            WriteClock.Tick();
        }
        return true;
    }

    private void FreeChunk()
    {
        if (chunk != 0)
        {
            NativeMethods.DestroyDataChunk(ref chunk);
            chunk = 0;
        }
    }
}
