using System.Collections;
using Phusa.Kernel.Texts;

namespace Phusa.Intake.Reading;

/// <summary>
/// All lines of a source that are no record, on disk: there may be as many as the file has lines. Of each the
/// beginning is kept.
/// </summary>
internal sealed class BrokenLines(string folder) : IReadOnlyCollection<BrokenLine>, IDisposable
{
    public const int KeptCharacters = 4000;

    private readonly string path = Path.Combine(folder, "broken");
    private BinaryWriter? writer;

    public int Count { get; private set; }

    public void Add(long line, string content, Text reason)
    {
        writer ??= new BinaryWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16));
        writer.Write(line);
        writer.Write(Whole(content.Length > KeptCharacters ? content[..KeptCharacters] : content));
        writer.Write(reason.Vi);
        writer.Write(reason.En);
        Count++;
    }

    public IEnumerator<BrokenLine> GetEnumerator()
    {
        if (Count == 0)
        {
            yield break;
        }
        writer?.Flush();
        using var reader = new BinaryReader(
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16));
        for (var read = 0; read < Count; read++)
        {
            yield return new BrokenLine(
                reader.ReadInt64(), reader.ReadString(), Text.Pair(reader.ReadString(), reader.ReadString()));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Ends adding; the lines can still be read.</summary>
    public void Dispose()
    {
        writer?.Dispose();
        writer = null;
    }

    /// <summary>Without NUL, which DuckDB takes in no text, and without half a character where it was cut.</summary>
    private static string Whole(string text) => PlainText.Of(text);
}
