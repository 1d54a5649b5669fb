using System.Buffers;
using System.Text.Unicode;

namespace Phusa.Intake.Reading;

/// <summary>Finds where bytes stop being UTF-8.</summary>
internal static class Utf8Sequence
{
    /// <returns>Index of the first byte that belongs to no character; the length when there is none.</returns>
    public static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        Span<char> characters = stackalloc char[1024];
        while (at < bytes.Length)
        {
            var status = Utf8.ToUtf16(bytes[at..], characters, out var read, out _, replaceInvalidSequences: false);
            at += read;
            if (status != OperationStatus.DestinationTooSmall)
            {
                return at;
            }
        }
        return at;
    }
}
