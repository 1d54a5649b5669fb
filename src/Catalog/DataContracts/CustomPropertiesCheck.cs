using Phusa.Kernel.Vietnamese;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Phusa.Catalog.DataContracts;

/// <summary>
/// Checks a list of custom properties: those of others may hold anything, ours are known by name, place and shape.
/// The value of <c>phusa.gate</c> of the contract has the path <c>phusa.gate</c>, wherever it stands in the list.
/// </summary>
internal sealed class CustomPropertiesCheck(Places places, ShapeCheck check)
{
    private static readonly Shape Item = new MapShape(
        new("id", Shape.Text), new("property", Shape.Text, true), new("value", Shape.Anything, true),
        new("description", Shape.Text));

    public void Check(YamlNode node, CustomPropertiesShape shape, string path)
    {
        check.Check(node, new ListShape(Item), path);
        var owner = path[..Math.Max(0, path.LastIndexOf('.'))];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var map in (node as YamlSequenceNode)?.Children.OfType<YamlMappingNode>() ?? [])
        {
            if (map.Children.TryGetValue(new YamlScalarNode("property"), out var name)
                && map.Children.TryGetValue(new YamlScalarNode("value"), out var value)
                && name is YamlScalarNode { Value: { } full }
                && full.StartsWith(PhusaProperties.Prefix, StringComparison.Ordinal))
            {
                var inner = Places.Join(owner, full);
                if (!seen.Add(full))
                {
                    places.Refuse(name.Start, inner, "contract.repeated-property", T.ContractRepeatedProperty(full));
                }
                CheckOurs(full[PhusaProperties.Prefix.Length..], name.Start, value, shape.Level, inner);
            }
        }
    }

    private void CheckOurs(string name, Mark place, YamlNode value, PropertyLevel level, string path)
    {
        places.Remember(path, value.Start);
        if (PhusaProperties.At(level).FirstOrDefault(one => one.Name == name) is { } known)
        {
            check.Check(value, known.Shape, path);
            return;
        }
        if (PhusaProperties.All.FirstOrDefault(one => one.Name == name) is { } elsewhere)
        {
            places.Refuse(place, path, "contract.misplaced-property",
                T.ContractMisplacedProperty(PhusaProperties.Prefix + name, Wording.Of(elsewhere.Level)));
            return;
        }
        var nearest = NearestWord.To(name, PhusaProperties.At(level).Select(one => one.Name))
            ?? NearestWord.To(name, PhusaProperties.All.Select(one => one.Name));
        places.Refuse(place, path, "contract.unknown-property", T.ContractUnknownProperty(
            PhusaProperties.Prefix + name,
            Wording.Suggestion(nearest is null ? null : PhusaProperties.Prefix + nearest)));
    }
}
