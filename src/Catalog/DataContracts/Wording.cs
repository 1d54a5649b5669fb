using Phusa.Kernel.Texts;
using YamlDotNet.RepresentationModel;

namespace Phusa.Catalog.DataContracts;

/// <summary>Words for shapes and nodes in messages.</summary>
internal static class Wording
{
    public static Text Of(Shape shape) => shape switch
    {
        ScalarShape { Kind: ScalarKind.Integer } => T.ContractWordInteger,
        ScalarShape { Kind: ScalarKind.Number } => T.ContractWordNumber,
        ScalarShape { Kind: ScalarKind.Boolean } => T.ContractWordBoolean,
        ScalarShape => T.ContractWordText,
        ListShape or CustomPropertiesShape => T.ContractWordList,
        EitherShape either => T.ContractWordOr(Of(either.Alternatives[0]), Of(either.Alternatives[^1])),
        _ => T.ContractWordMap,
    };

    public static Text Of(YamlNode node) => node switch
    {
        YamlSequenceNode => T.ContractWordList,
        YamlMappingNode => T.ContractWordMap,
        _ when PlainValue.IsNull(node) => T.ContractWordNothing,
        _ => Text.Same($"'{(node as YamlScalarNode)?.Value}'"),
    };

    public static Text Of(PropertyLevel level) => level switch
    {
        PropertyLevel.Contract => T.ContractWordLevelContract,
        PropertyLevel.Field => T.ContractWordLevelField,
        _ => T.ContractWordLevelCheck,
    };

    public static Text Suggestion(string? nearest) =>
        nearest is null ? Text.Same("") : T.ContractSuggestion(nearest);

    public static bool SameKind(Shape shape, YamlNode node) => shape switch
    {
        ScalarShape => node is YamlScalarNode,
        ListShape => node is YamlSequenceNode,
        _ => node is YamlMappingNode,
    };
}
