using Microsoft.Win32.SafeHandles;

namespace Phusa.Warehouse.Contracts;

/// <summary>
/// Has a large file go to the disk while it is still being written, so that the sync at its end finds little left to do.
/// </summary>
internal sealed class EarlySync(SafeFileHandle file)
{
    private const int Step = 64 << 20;

    private Task syncing = Task.CompletedTask;
    private long waiting;

    /// <summary>To be called by one thread at a time.</summary>
    public void Wrote(int bytes)
    {
        waiting += bytes;
        if (waiting >= Step && syncing.IsCompletedSuccessfully)
        {
            waiting = 0;
            syncing = Task.Run(() => RandomAccess.FlushToDisk(file));
        }
    }

    /// <summary>Ends when the file may be closed.</summary>
    /// <exception cref="IOException">The disk took less than was written.</exception>
    public Task DoneAsync() => syncing;
}
