using System.Globalization;

namespace Phusa.Warehouse.Queries;

/// <summary>The values of a statement, each referred to as <c>$1</c>, <c>$2</c> and so on in the order of its text.</summary>
internal sealed class SqlValues
{
    private readonly List<object?> bound = [];
    private (object? Value, string Name)? once;

    public IReadOnlyList<object?> Bound => bound;

    public string Bind(object? value)
    {
        bound.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"${bound.Count}");
    }

    /// <summary>The mask's key is bound a single time, however many fields need it.</summary>
    public string Once(object? value) => (once ??= (value, Bind(value))).Name;
}
