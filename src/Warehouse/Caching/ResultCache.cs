using Microsoft.Extensions.Options;
using Phusa.Warehouse.Contracts;

namespace Phusa.Warehouse.Caching;

/// <summary>A finished answer and how many rows it has.</summary>
internal sealed record FinishedAnswer(byte[] Bytes, long Rows);

/// <summary>
/// Finished answers in memory, by tag; the least used go when room is short. Nothing ever makes one wrong: its version
/// is part of the tag, and so is what the caller may see.
/// </summary>
internal sealed class ResultCache(IOptions<WarehouseOptions> options)
{
    /// <summary>For the bookkeeping of an entry, beside its bytes.</summary>
    private const int Overhead = 256;

    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Tag, FinishedAnswer Answer)>> known = [];
    private readonly LinkedList<(string Tag, FinishedAnswer Answer)> byUse = [];
    private readonly long room = options.Value.ResultMegabytes * 1_048_576L;
    private long held;

    public FinishedAnswer? Find(string tag)
    {
        lock (gate)
        {
            if (!known.TryGetValue(tag, out var node))
            {
                return null;
            }
            byUse.Remove(node);
            byUse.AddFirst(node);
            return node.Value.Answer;
        }
    }

    /// <summary>An answer that would push out more than a quarter of the others is not kept.</summary>
    public void Keep(string tag, FinishedAnswer answer)
    {
        var size = answer.Bytes.Length + Overhead;
        if (size > room / 4)
        {
            return;
        }
        lock (gate)
        {
            if (known.ContainsKey(tag))
            {
                return;
            }
            known[tag] = byUse.AddFirst((tag, answer));
            held += size;
            while (held > room)
            {
                var last = byUse.Last!;
                byUse.Remove(last);
                known.Remove(last.Value.Tag);
                held -= last.Value.Answer.Bytes.Length + Overhead;
            }
        }
    }
}
