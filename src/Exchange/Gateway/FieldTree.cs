using System.Text.Encodings.Web;
using System.Text.Json;

namespace Phusa.Exchange.Gateway;

/// <summary>Named fields by their dotted paths: a leaf lets a whole value through, a branch only what is named below it.</summary>
internal sealed class FieldTree
{
    private readonly Dictionary<string, NamedTree> below = new(StringComparer.Ordinal);

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
        below[name] = new(JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping), tree);
        return this;
    }

    /// <summary>Null when nothing of that property is let through.</summary>
    public NamedTree? Find(ReadOnlySpan<char> name) => below.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var found) ? found : null;

    private FieldTree Add(string[] names)
    {
        var at = this;
        foreach (var name in names)
        {
            if (!at.below.TryGetValue(name, out var next))
            {
                at.With(name, new FieldTree());
                next = at.below[name];
            }
            at = next.Tree;
        }
        return at;
    }
}

/// <summary>What is let through of a property.</summary>
/// <param name="Name">The property's, as it is written.</param>
internal sealed record NamedTree(JsonEncodedText Name, FieldTree Tree);
