namespace Phusa.Kernel.Vietnamese;

/// <summary>Finds the word someone most likely meant, for "did you mean".</summary>
public static class NearestWord
{
    /// <summary>Null where none is near: a third of its letters may be wrong, two of a short word. Case does not count.</summary>
    public static string? To(string word, IEnumerable<string> known) => known
        .Select(candidate => (candidate, distance: EditDistance.Between(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
        .Where(pair => pair.distance <= Math.Max(2, pair.candidate.Length / 3))
        .OrderBy(pair => pair.distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
        .Select(pair => pair.candidate).FirstOrDefault();
}
