namespace Phusa.Exchange.Gateway;

/// <summary>Named fields by their dotted paths: a leaf lets a whole value through, a branch only what is named below it.</summary>
internal sealed class FieldTree
{
    private readonly Dictionary<string, FieldTree> below = new(StringComparer.Ordinal);

    public bool IsLeaf { get; private set; }

    /// <param name="paths">Such as <c>name</c>, <c>address.commune</c>; a path that names a field whole wins over one into it.</param>
    public static FieldTree Of(IEnumerable<string> paths)
    {
        var root = new FieldTree();
        foreach (var path in paths)
        {
            root.Add(path.Split('.')).IsLeaf = true;
        }
        return root;
    }

    /// <summary>The same fields within the property of that name.</summary>
    public FieldTree Within(string name) => new FieldTree().With(name, this);

    public FieldTree With(string name, FieldTree tree)
    {
        below[name] = tree;
        return this;
    }

    /// <summary>Null when nothing of that property is let through.</summary>
    public FieldTree? Find(string name) => below.GetValueOrDefault(name);

    private FieldTree Add(string[] names)
    {
        var at = this;
        foreach (var name in names)
        {
            if (!at.below.TryGetValue(name, out var next))
            {
                at.below[name] = next = new FieldTree();
            }
            at = next;
        }
        return at;
    }
}
