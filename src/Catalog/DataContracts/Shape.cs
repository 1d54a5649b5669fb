using Phusa.Kernel.Texts;

namespace Phusa.Catalog.DataContracts;

/// <summary>
/// What a part of a contract file may look like. One description serves three uses: checking a file, the JSON
/// Schema for editors and the reference page.
/// </summary>
internal abstract record Shape
{
    public static readonly Shape Text = new ScalarShape(ScalarKind.Text);
    public static readonly Shape Integer = new ScalarShape(ScalarKind.Integer);
    public static readonly Shape Count = new ScalarShape(ScalarKind.Integer) { Minimum = 0 };
    public static readonly Shape Positive = new ScalarShape(ScalarKind.Integer) { Minimum = 1 };
    public static readonly Shape Number = new ScalarShape(ScalarKind.Number);
    public static readonly Shape Flag = new ScalarShape(ScalarKind.Boolean);
    public static readonly Shape Anything = new AnyShape();
    public static readonly Shape Texts = new ListShape(Text);

    public static Shape OneOf(params string[] words) => new ScalarShape(ScalarKind.Text) { Words = words };

    /// <summary>The words of an enumeration as contracts write them: camel case.</summary>
    public static Shape OneOf<T>() where T : struct, Enum => OneOf([.. Enum.GetNames<T>().Select(Word.Of)]);
}

internal enum ScalarKind { Text, Integer, Number, Boolean }

internal sealed record AnyShape : Shape;

internal sealed record ScalarShape(ScalarKind Kind) : Shape
{
    public IReadOnlyList<string> Words { get; init; } = [];
    public decimal? Minimum { get; init; }
    public decimal? Maximum { get; init; }
}

internal sealed record ListShape(Shape Item) : Shape;

/// <summary>A mapping with known keys; an unknown one is a fault unless the mapping is open.</summary>
internal sealed record MapShape(params IReadOnlyList<Key> Keys) : Shape
{
    public bool Open { get; init; }
}

internal sealed record Key(string Name, Shape Shape, bool Required = false);

/// <summary>A mapping from any key to values of one shape.</summary>
internal sealed record DictionaryShape(Shape Value) : Shape;

/// <summary>A scalar, a list or a mapping: the alternatives differ in kind, so that one fits at most.</summary>
internal sealed record EitherShape(params IReadOnlyList<Shape> Alternatives) : Shape;

/// <summary>A shape that depends on the word under another key of the same mapping.</summary>
internal sealed record DependentShape(
    string Sibling, IReadOnlyDictionary<string, Shape> Cases, Shape Otherwise) : Shape;

/// <summary>A mapping whose other keys depend on the word under one of its own keys.</summary>
internal sealed record VariantShape(string Selector, IReadOnlyDictionary<string, Shape> Cases, Shape Otherwise) : Shape;

/// <summary>A shape that may hold itself, known by a name.</summary>
internal sealed record NamedShape(string Name, Func<Shape> Shape) : Shape;

/// <summary>The standard's list of property and value, which carries our own properties.</summary>
internal sealed record CustomPropertiesShape(PropertyLevel Level) : Shape;

/// <summary>Where one of our properties may stand.</summary>
internal enum PropertyLevel { Contract, Field, Check, None }

internal sealed record PhusaProperty(string Name, PropertyLevel Level, Shape Shape, Text Description);
