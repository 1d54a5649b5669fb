using System.Buffers;

namespace Phusa.Exchange.Gateway;

/// <summary>Passes a body on as it comes, in pieces.</summary>
internal static class BodyCopy
{
    private const int Piece = 64 * 1024;

    /// <summary>
    /// Waits for bytes before it takes a buffer, so that idle calls hold none, and sends on what is there before it waits.
    /// </summary>
    public static async Task RunAsync(Stream from, Stream to, CancellationToken cancellation)
    {
        while (true)
        {
            var ready = from.ReadAsync(Memory<byte>.Empty, cancellation);
            if (!ready.IsCompleted)
            {
                await to.FlushAsync(cancellation);
            }
            await ready;
            var buffer = ArrayPool<byte>.Shared.Rent(Piece);
            try
            {
                var read = await from.ReadAsync(buffer.AsMemory(0, Piece), cancellation);
                if (read == 0)
                {
                    return;
                }
                await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }
}
