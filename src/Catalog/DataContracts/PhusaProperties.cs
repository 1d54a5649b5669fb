using Phusa.Catalog.Contracts;
using Phusa.Kernel.Identifiers;
using Phusa.Kernel.Texts;

namespace Phusa.Catalog.DataContracts;

/// <summary>Every property of ours: where it stands, what it may hold, what it is for.</summary>
internal static class PhusaProperties
{
    public const string Prefix = "phusa.";

    private static readonly Shape Percent = new ScalarShape(ScalarKind.Number) { Minimum = 0, Maximum = 100 };
    private static readonly Shape Weight = new ScalarShape(ScalarKind.Number) { Minimum = 0 };
    private static readonly Shape Zoom = new ScalarShape(ScalarKind.Integer) { Minimum = 0, Maximum = 24 };

    private static readonly Shape Citation = new EitherShape(Shape.Text, new MapShape(
        new("number", Shape.Text, true), new("date", Shape.Text), new("article", Shape.Text)));

    private static readonly Shape Partition = new MapShape(
        new("field", Shape.Text, true), new("unit", Shape.OneOf<PartitionUnit>(), true),
        new("buckets", Shape.Positive));

    private static readonly Shape Serve = new EitherShape(
        Shape.Texts, new MapShape(new Key("lookup", Shape.Texts, true)));

    private static readonly Shape Gate = new MapShape([
        new("mode", Shape.OneOf<GateMode>(), true), .. Criteria(Percent)]);

    private static readonly Shape Weights = new MapShape(
        new("criteria", new MapShape(Criteria(Weight))), new("checks", new DictionaryShape(Weight)));

    private static readonly Shape Open = new MapShape(
        new("fields", Shape.Texts), new("rows", new ListShape(new MapShape(
            new("field", Shape.Text, true), new("operator", Shape.OneOf<RowOperator>(), true),
            new("values", Shape.Texts)))),
        new("k", Shape.Positive), new("suppressBelow", Shape.Positive));

    private static readonly Shape Share = new MapShape(
        new("agencies", Shape.Texts), new("purposes", Shape.Texts), new("fields", Shape.Texts),
        new("approval", Shape.Flag), new("days", Shape.Positive), new("callsPerDay", Shape.Positive));

    private static readonly Shape Map = new MapShape(
        new("geometry", Shape.Text, true), new("label", Shape.Text), new("style", Shape.Text),
        new("minZoom", Zoom), new("maxZoom", Zoom));

    private static readonly Shape Sources = new ListShape(new MapShape(
        new("kind", Shape.OneOf<SourceKind>(), true), new("name", Shape.Text), new("location", Shape.Text, true),
        new("format", Shape.Text), new("table", Shape.Text), new("query", Shape.Text), new("schedule", Shape.Text),
        new("columns", new DictionaryShape(Shape.Text)), new("options", new DictionaryShape(Shape.Text))));

    public static readonly IReadOnlyList<PhusaProperty> All =
    [
        new("agency", PropertyLevel.Contract, Shape.Text, T.ContractDocAgency),
        new("agencyField", PropertyLevel.Contract, Shape.Text, T.ContractDocAgencyField),
        new("classification", PropertyLevel.Contract, Shape.OneOf<Classification>(), T.ContractDocClassification),
        new("legalBasis", PropertyLevel.Contract, new ListShape(Citation), T.ContractDocLegalBasis),
        new("lists", PropertyLevel.Contract, new ListShape(Shape.OneOf<DatasetListKind>()), T.ContractDocLists),
        new("titleVi", PropertyLevel.Contract, Shape.Text, T.ContractDocTitleVi),
        new("titleEn", PropertyLevel.Contract, Shape.Text, T.ContractDocTitleEn),
        new("keywords", PropertyLevel.Contract, Shape.Texts, T.ContractDocKeywords),
        new("theme", PropertyLevel.Contract, Shape.Text, T.ContractDocTheme),
        new("licence", PropertyLevel.Contract, Shape.Text, T.ContractDocLicence),
        new("load", PropertyLevel.Contract, Shape.OneOf<LoadMode>(), T.ContractDocLoad),
        new("partition", PropertyLevel.Contract, Partition, T.ContractDocPartition),
        new("serve", PropertyLevel.Contract, Serve, T.ContractDocServe),
        new("gate", PropertyLevel.Contract, Gate, T.ContractDocGate),
        new("weights", PropertyLevel.Contract, Weights, T.ContractDocWeights),
        new("open", PropertyLevel.Contract, Open, T.ContractDocOpen),
        new("share", PropertyLevel.Contract, Share, T.ContractDocShare),
        new("map", PropertyLevel.Contract, Map, T.ContractDocMap),
        new("sources", PropertyLevel.Contract, Sources, T.ContractDocSources),
        new("titleVi", PropertyLevel.Field, Shape.Text, T.ContractDocTitleVi),
        new("titleEn", PropertyLevel.Field, Shape.Text, T.ContractDocTitleEn),
        new("unit", PropertyLevel.Field, Shape.Text, T.ContractDocUnit),
        new("format", PropertyLevel.Field, Shape.OneOf([.. NamedFormat.All.Select(format => format.Name)]), T.ContractDocFormat),
        new("codeList", PropertyLevel.Field, Shape.Text, T.ContractDocCodeList),
        new("codeLabel", PropertyLevel.Field, Shape.Text, T.ContractDocCodeLabel),
        new("personalData", PropertyLevel.Field, Shape.OneOf<PersonalData>(), T.ContractDocPersonalData),
        new("identifier", PropertyLevel.Field, Shape.OneOf<IdentifierKind>(), T.ContractDocIdentifier),
        new("mask", PropertyLevel.Field, Shape.OneOf<Mask>(), T.ContractDocMask),
        new("geometry", PropertyLevel.Field, Shape.OneOf<GeometryKind>(), T.ContractDocGeometry),
        new("crs", PropertyLevel.Field, Shape.Text, T.ContractDocCrs),
        new("missingValues", PropertyLevel.Field, Shape.Texts, T.ContractDocMissingValues),
        new("criterion", PropertyLevel.Check, Shape.OneOf<QualityCriterion>(), T.ContractDocCriterion),
        new("messageVi", PropertyLevel.Check, Shape.Text, T.ContractDocMessageVi),
        new("messageEn", PropertyLevel.Check, Shape.Text, T.ContractDocMessageEn),
    ];

    public static IEnumerable<PhusaProperty> At(PropertyLevel level) => All.Where(one => one.Level == level);

    private static Key[] Criteria(Shape shape) =>
        [.. Enum.GetValues<QualityCriterion>().Select(one => new Key(Word.Of(one), shape))];
}
