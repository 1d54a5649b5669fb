using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;

namespace Phusa.Catalog.DataContracts;

/// <summary>A mapping being written, in the order of adding. What is null or empty is left out.</summary>
internal sealed class Branch
{
    private readonly List<KeyValuePair<string, object?>> pairs = [];

    public IReadOnlyList<KeyValuePair<string, object?>> Pairs => pairs;

    public bool IsEmpty => pairs.Count == 0 && !KeepEmpty;

    /// <summary>Being there says something by itself, as an open slice of everything does.</summary>
    public bool KeepEmpty { get; init; }

    public Branch Add(string key, object? value)
    {
        if (value is not (null or Branch { IsEmpty: true } or IReadOnlyDictionary<string, object?> { Count: 0 }
            or System.Collections.ICollection { Count: 0 }))
        {
            pairs.Add(new(key, value));
        }
        return this;
    }

    public Branch AddWord<T>(string key, T? value) where T : struct, Enum =>
        Add(key, value is { } word ? Word.Of(word) : null);

    public Branch AddFlag(string key, bool value) => Add(key, value ? true : null);

    /// <summary>Adds what was kept, but for keys already written or named.</summary>
    public Branch AddKept(IReadOnlyDictionary<string, object?> kept, params string[] except)
    {
        foreach (var (key, value) in kept.Where(pair =>
            !except.Contains(pair.Key) && pairs.All(own => own.Key != pair.Key)))
        {
            pairs.Add(new(key, value));
        }
        return this;
    }

    /// <summary>Our properties in front of those of others.</summary>
    public Branch AddCustom(Branch ours, IReadOnlyDictionary<string, object?> kept)
    {
        var list = ours.Pairs.Select(pair => (object?)new Branch()
            .Add("property", PhusaProperties.Prefix + pair.Key).Add("value", pair.Value)).ToList();
        list.AddRange(kept.GetValueOrDefault("customProperties") as IReadOnlyList<object?> ?? []);
        return Add("customProperties", list);
    }

    public static IReadOnlyDictionary<string, object?> Kept(IReadOnlyDictionary<string, object?> other, string key) =>
        other.GetValueOrDefault(key) as IReadOnlyDictionary<string, object?> ?? PlainValues.None;
}
