using System.Text;

namespace Phusa.Kernel.Data;

/// <summary>A text value that is in UTF-8 already, as SQLite keeps texts.</summary>
public readonly record struct Utf8(ReadOnlyMemory<byte> Bytes)
{
    public override string ToString() => Encoding.UTF8.GetString(Bytes.Span);
}
