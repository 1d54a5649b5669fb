namespace Phusa.Security.Ledger;

/// <summary>The rows that entries become: their texts in bundles, and by what they are found.</summary>
/// <param name="first">The number of the first of them.</param>
internal sealed class LedgerRows(long first, WrittenEntry[] together)
{
    public IEnumerable<(string, object?)[]> Bundles()
    {
        for (var at = 0; at < together.Length; at += LedgerBundle.Most)
        {
            yield return LedgerBundle.Values(first + at, together.AsSpan(at, Math.Min(LedgerBundle.Most, together.Length - at)));
        }
    }

    /// <summary>One for entries side by side that have the same.</summary>
    public IEnumerable<(string, object?)[]> References()
    {
        for (int at = 0, next; at < together.Length; at = next)
        {
            next = at + 1;
            if (together[at].Entry.Reference is { } reference)
            {
                while (next < together.Length && together[next].Entry.Reference == reference)
                {
                    next++;
                }
                yield return [("reference", reference), ("seq", first + at), ("entries", next - at)];
            }
        }
    }

    /// <summary>Of those that no reference finds.</summary>
    public IEnumerable<(string, object?)[]> Index() => Each<WrittenEntry>(
        written => written.Entry.Reference is null ? [written] : [],
        (seq, written) =>
        [
            ("seq", seq), ("kind", written.Entry.Kind), ("at", written.At), ("actor", written.Entry.Actor), ("object", written.Entry.Object),
        ]);

    public IEnumerable<(string, object?)[]> Subjects() => Each(
        written => written.Entry.Subjects.Count == 0 ? [] : written.Entry.Subjects.Distinct(),
        (seq, subject) => [("subject", subject), ("seq", seq)]);

    public IEnumerable<(string, object?)[]> Sealed() => Each(
        written => written.Entry.Sealed.Where(part => part.Content is not null),
        (seq, part) =>
        [
            ("seq", seq), ("name", part.Name), ("salt", part.Salt), ("content", part.Content), ("expires", part.Expires),
        ]);

    private IEnumerable<(string, object?)[]> Each<T>(Func<WrittenEntry, IEnumerable<T>> parts, Func<long, T, (string, object?)[]> values)
    {
        for (var at = 0; at < together.Length; at++)
        {
            foreach (var part in parts(together[at]))
            {
                yield return values(first + at, part);
            }
        }
    }
}
