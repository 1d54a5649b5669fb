using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Phusa.Catalog.DataContracts;

/// <summary>
/// Reads YAML into nodes with their places. Contracts come from outside, so size, depth and aliases (which let a
/// small file unfold into a huge one) are refused before any tree is built.
/// </summary>
internal static class YamlTree
{
    private const int MaxCharacters = 2_000_000;
    private const int MaxDepth = 40;

    /// <summary>The one document's root mapping, or null with the reason among the problems.</summary>
    public static YamlMappingNode? Read(string yaml, Places places)
    {
        if (yaml.Length > MaxCharacters)
        {
            places.Refuse("", "contract.too-large", T.ContractTooLarge(MaxCharacters));
            return null;
        }
        try
        {
            if (!IsTame(yaml, places))
            {
                return null;
            }
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return root;
            }
            places.Refuse("", "contract.not-a-mapping", T.ContractNotAMapping);
        }
        catch (YamlException broken)
        {
            places.Refuse(broken.Start, "", "contract.syntax", T.ContractSyntax(Reason(broken)));
        }
        return null;
    }

    private static bool IsTame(string yaml, Places places)
    {
        var parser = new Parser(new StringReader(yaml));
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current is { } current ? current.NestingIncrease : 0;
            if (depth > MaxDepth + 2)
            {
                places.Refuse(parser.Current!.Start, "", "contract.too-deep", T.ContractTooDeep(MaxDepth));
                return false;
            }
            if (parser.Current is AnchorAlias alias)
            {
                places.Refuse(alias.Start, "", "contract.alias", T.ContractAlias(alias.Value.Value));
                return false;
            }
        }
        return true;
    }

    /// <summary>The parser's own words without the place, which stands in the problem's field.</summary>
    private static string Reason(YamlException broken) => (broken.InnerException ?? broken).Message;
}
