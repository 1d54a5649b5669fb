using System.Globalization;
using Phusa.Kernel.Vietnamese;
using YamlDotNet.RepresentationModel;

namespace Phusa.Catalog.DataContracts;

/// <summary>Compares a tree with its shape, remembers every place and reports every difference.</summary>
internal sealed class ShapeCheck(Places places)
{
    public void Check(YamlNode node, Shape shape, string path, YamlMappingNode? parent = null)
    {
        places.Remember(path, node.Start);
        switch (shape)
        {
            case ScalarShape scalar: CheckScalar(node, scalar, path); break;
            case ListShape list: CheckList(node, list, path); break;
            case MapShape map: CheckMap(node, map, path); break;
            case DictionaryShape dictionary: CheckDictionary(node, dictionary, path); break;
            case EitherShape either: CheckEither(node, either, path); break;
            case DependentShape dependent: Check(node, Chosen(parent, dependent), path, parent); break;
            case VariantShape variant: Check(node, Variant(node, variant), path, parent); break;
            case NamedShape named: Check(node, named.Shape(), path, parent); break;
            case CustomPropertiesShape custom: new CustomPropertiesCheck(places, this).Check(node, custom, path); break;
            default: break;
        }
    }

    private static Shape Chosen(YamlMappingNode? parent, DependentShape shape) =>
        WordAt(parent, shape.Sibling) is { } word && shape.Cases.TryGetValue(word, out var found)
            ? found : shape.Otherwise;

    private static Shape Variant(YamlNode node, VariantShape shape) =>
        WordAt(node as YamlMappingNode, shape.Selector) is { } word && shape.Cases.TryGetValue(word, out var found)
            ? found : shape.Otherwise;

    private static string? WordAt(YamlMappingNode? map, string key) =>
        map is not null && map.Children.TryGetValue(new YamlScalarNode(key), out var node)
            ? (node as YamlScalarNode)?.Value : null;

    private void CheckScalar(YamlNode node, ScalarShape shape, string path)
    {
        if (node is not YamlScalarNode scalar || !Fits(scalar, shape.Kind))
        {
            places.Refuse(path, "contract.wrong-type", T.ContractWrongType(Wording.Of(shape), Wording.Of(node)));
            return;
        }
        var text = scalar.Value ?? "";
        if (shape.Words.Count > 0 && !shape.Words.Contains(text))
        {
            places.Refuse(path, "contract.not-one-of", T.ContractNotOneOf(
                text, string.Join(", ", shape.Words), Wording.Suggestion(NearestWord.To(text, shape.Words))));
        }
        if (PlainValue.Of(node) is decimal number && (number < shape.Minimum || number > shape.Maximum))
        {
            places.Refuse(path, "contract.out-of-range", T.ContractOutOfRange(
                text, Bound(shape.Minimum), Bound(shape.Maximum)));
        }
    }

    private static string Bound(decimal? bound) => bound?.ToString(CultureInfo.InvariantCulture) ?? "…";

    /// <summary>
    /// A text may be written without quotes even where it looks like a number, as versions often are.
    /// </summary>
    private static bool Fits(YamlScalarNode scalar, ScalarKind kind) => kind switch
    {
        ScalarKind.Text => true,
        ScalarKind.Boolean => PlainValue.Of(scalar) is bool,
        ScalarKind.Number => PlainValue.Of(scalar) is decimal,
        _ => PlainValue.Of(scalar) is decimal number && decimal.IsInteger(number)
            && Math.Abs(number) <= int.MaxValue && scalar.Value!.All(c => char.IsAsciiDigit(c) || c is '-' or '+'),
    };

    private void CheckList(YamlNode node, ListShape shape, string path)
    {
        if (node is not YamlSequenceNode list)
        {
            places.Refuse(path, "contract.wrong-type", T.ContractWrongType(Wording.Of(shape), Wording.Of(node)));
            return;
        }
        for (var i = 0; i < list.Children.Count; i++)
        {
            Check(list.Children[i], shape.Item, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"));
        }
    }

    private void CheckMap(YamlNode node, MapShape shape, string path)
    {
        if (node is not YamlMappingNode map)
        {
            places.Refuse(path, "contract.wrong-type", T.ContractWrongType(Wording.Of(shape), Wording.Of(node)));
            return;
        }
        var names = shape.Keys.Select(key => key.Name).ToList();
        foreach (var (keyNode, value) in map.Children)
        {
            var name = PlainValue.KeyText(keyNode);
            var inner = Places.Join(path, name);
            if (shape.Keys.FirstOrDefault(key => key.Name == name) is { } known)
            {
                CheckValue(value, known, inner, map);
            }
            else if (!shape.Open)
            {
                places.Refuse(keyNode.Start, inner, "contract.unknown-key",
                    T.ContractUnknownKey(name, Wording.Suggestion(NearestWord.To(name, names))));
            }
        }
        foreach (var missing in shape.Keys.Where(key =>
            key.Required && !map.Children.ContainsKey(new YamlScalarNode(key.Name))))
        {
            places.Refuse(Places.Join(path, missing.Name), "contract.missing-key", T.ContractMissingKey(missing.Name));
        }
    }

    /// <summary>An optional key left empty counts as not given.</summary>
    private void CheckValue(YamlNode value, Key key, string path, YamlMappingNode parent)
    {
        if (!PlainValue.IsNull(value) || key.Shape is AnyShape)
        {
            Check(value, key.Shape, path, parent);
            return;
        }
        places.Remember(path, value.Start);
        if (key.Required)
        {
            places.Refuse(path, "contract.missing-key", T.ContractMissingKey(key.Name));
        }
    }

    private void CheckDictionary(YamlNode node, DictionaryShape shape, string path)
    {
        if (node is not YamlMappingNode map)
        {
            places.Refuse(path, "contract.wrong-type", T.ContractWrongType(Wording.Of(shape), Wording.Of(node)));
            return;
        }
        foreach (var (key, value) in map.Children)
        {
            Check(value, shape.Value, Places.Join(path, PlainValue.KeyText(key)));
        }
    }

    private void CheckEither(YamlNode node, EitherShape shape, string path)
    {
        if (shape.Alternatives.FirstOrDefault(alternative => Wording.SameKind(alternative, node)) is { } chosen)
        {
            Check(node, chosen, path);
            return;
        }
        places.Refuse(path, "contract.wrong-type", T.ContractWrongType(Wording.Of(shape), Wording.Of(node)));
    }
}
