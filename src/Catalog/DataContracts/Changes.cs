using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;

namespace Phusa.Catalog.DataContracts;

/// <summary>Collects changes and words them.</summary>
internal sealed class Changes
{
    public List<ContractChange> All { get; } = [];

    public void Breaks(string path, object? before, object? after, Text reason) =>
        Add(ChangeKind.Breaking, path, before, after, reason);

    public void Fits(string path, object? before, object? after) =>
        Add(ChangeKind.Compatible, path, before, after, T.ContractChangeHarmless);

    public void Words(string path, object? before, object? after) =>
        Add(ChangeKind.Textual, path, before, after, T.ContractChangeWording);

    /// <summary>A demand on what comes in: a new or other one may refuse files, giving it up harms nobody.</summary>
    public void Demand(string path, object? before, object? after)
    {
        if (after is null)
        {
            Fits(path, before, after);
        }
        else
        {
            Breaks(path, before, after, T.ContractChangeFiles);
        }
    }

    /// <summary>A limit: breaking where it leaves fewer values than before.</summary>
    public void Limit(string path, object? before, object? after, bool isUpper)
    {
        var tighter = after is not null && (before is null || before.GetType() != after.GetType()
            || Comparer<object>.Default.Compare(after, before) * (isUpper ? -1 : 1) > 0);
        if (tighter)
        {
            Breaks(path, before, after, T.ContractChangeFiles);
        }
        else
        {
            Fits(path, before, after);
        }
    }

    private void Add(ChangeKind kind, string path, object? before, object? after, Text reason)
    {
        var (old, now) = (Show(before), Show(after));
        if (old == now)
        {
            return;
        }
        var change = old.Length == 0 ? T.ContractChangeAdded(Named(path, now))
            : now.Length == 0 ? T.ContractChangeRemoved(Named(path, old))
            : T.ContractChangeChanged(path, old, now);
        All.Add(new(kind, path, T.ContractChangeBecause(change, reason)));
    }

    private static string Named(string path, string value) => path.EndsWith(value, StringComparison.Ordinal)
        ? path : $"{path} ({value})";

    private static string Show(object? value) => value switch
    {
        null => "",
        IEnumerable<string> list => string.Join(", ", list),
        DateOnly or DateTime or DateTimeOffset or TimeOnly => Limits.Write(value),
        Enum word => Word.Of(word.ToString()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
