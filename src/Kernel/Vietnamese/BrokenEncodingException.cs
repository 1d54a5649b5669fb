using Phusa.Kernel.Outcomes;

namespace Phusa.Kernel.Vietnamese;

/// <summary>Bytes an encoding does not have; <see cref="Offset"/> counts from the file's first byte.</summary>
public sealed class BrokenEncodingException(string encoding, long offset)
    : IOException(T.EncodingBroken(encoding, offset).En)
{
    public long Offset { get; } = offset;

    public Problem Problem { get; } = new("", "encoding.broken", T.EncodingBroken(encoding, offset));
}
