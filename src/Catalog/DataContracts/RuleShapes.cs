using Phusa.Catalog.Contracts;

namespace Phusa.Catalog.DataContracts;

/// <summary>Keys of a quality rule, and the arguments of each check of the platform.</summary>
internal static class RuleShapes
{
    private static readonly Shape Bounds = new ListShape(Shape.Number);

    public static readonly IReadOnlyList<Key> Operators =
    [
        new("mustBe", Shape.Number), new("mustNotBe", Shape.Number), new("mustBeGreaterThan", Shape.Number),
        new("mustBeGreaterOrEqualTo", Shape.Number), new("mustBeLessThan", Shape.Number),
        new("mustBeLessOrEqualTo", Shape.Number), new("mustBeBetween", Bounds), new("mustNotBeBetween", Bounds),
    ];

    public static readonly IReadOnlyDictionary<string, Shape> Kinds = new Dictionary<string, Shape>
    {
        [CheckKinds.RowCount] = Kind(new("min", Shape.Count), new("max", Shape.Count),
            new("changePercent", Shape.Number), new("dataset", Shape.Text)),
        [CheckKinds.Blank] = Kind(new Key("fields", Shape.Texts)),
        [CheckKinds.DuplicateRow] = Kind(new Key("fields", Shape.Texts)),
        [CheckKinds.PlausibleDate] = Kind(new("field", Shape.Text), new("from", Shape.Text), new("to", Shape.Text),
            new("future", Shape.Flag)),
        [CheckKinds.Compare] = Kind(new("left", Shape.Text), new("operator", Shape.OneOf<RowOperator>(), true),
            new("right", Shape.Text, true)),
        [CheckKinds.RequiredWhen] = Kind(new("field", Shape.Text), new("when", new MapShape(
            new("field", Shape.Text, true), new("operator", Shape.OneOf<RowOperator>(), true),
            new("values", Shape.Texts)), true)),
        [CheckKinds.Expression] = Kind(new Key("expression", Shape.Text, true)),
        [CheckKinds.Reference] = Kind(new("fields", Shape.Texts), new("dataset", Shape.Text, true),
            new("to", Shape.Texts, true)),
        [CheckKinds.Agreement] = Kind(new("dataset", Shape.Text, true), new("key", Shape.Texts, true),
            new("fields", Shape.Texts, true), new("tolerance", Shape.Number)),
        [CheckKinds.FunctionalDependency] = Kind(new("from", Shape.Texts, true), new("to", Shape.Texts, true)),
        [CheckKinds.NoOverlap] = Kind(new("key", Shape.Texts), new("from", Shape.Text, true),
            new("to", Shape.Text, true)),
        [CheckKinds.Freshness] = Kind(new("field", Shape.Text), new("value", Shape.Positive, true),
            new("unit", Shape.Text, true)),
        [CheckKinds.Aggregate] = Kind(new("function", Shape.OneOf(
            "count", "distinct", "sum", "avg", "min", "max", "stddev", "median"), true), new("field", Shape.Text)),
        [CheckKinds.Drift] = Kind(new("field", Shape.Text), new("function", Shape.OneOf(
            "count", "nulls", "distinct", "sum", "avg", "stddev"), true), new("tolerance", Shape.Number, true),
            new("versions", Shape.Positive)),
        [CheckKinds.FuzzyDuplicate] = Kind(new("fields", Shape.Texts, true), new("threshold", Shape.Number)),
        [CheckKinds.Outlier] = Kind(new("field", Shape.Text), new("method", Shape.OneOf("iqr", "zscore", "mad")),
            new("threshold", Shape.Number)),
        [CheckKinds.Inside] = Kind(new("field", Shape.Text), new("boundary", Shape.Text, true)),
        [CheckKinds.FailingRows] = Kind(new Key("query", Shape.Text, true)),
        [CheckKinds.Population] = Kind(new("expected", Shape.Count), new("dataset", Shape.Text)),
    };

    private static readonly Shape OurCheck = new VariantShape("kind", Kinds, new MapShape(
        new Key("kind", Shape.OneOf([.. CheckKinds.All]), true)) { Open = true });

    private static readonly Shape Implementation = new DependentShape("engine", new Dictionary<string, Shape>
    {
        ["phusa"] = OurCheck,
    }, new EitherShape(Shape.Text, new DictionaryShape(Shape.Anything)));

    public static readonly Shape Rule = new MapShape([
        new("id", Shape.Text), new("name", Shape.Text), new("type", Shape.OneOf<RuleType>()),
        new("description", Shape.Text), new("dimension", Shape.OneOf(
            "accuracy", "completeness", "conformity", "consistency", "coverage", "timeliness", "uniqueness")),
        new("metric", Shape.OneOf("nullValues", "missingValues", "invalidValues", "duplicateValues", "rowCount")),
        new("rule", Shape.Text), new("arguments", new DictionaryShape(Shape.Anything)), new("query", Shape.Text),
        new("engine", Shape.Text), new("implementation", Implementation), .. Operators,
        new("unit", Shape.Text), new("severity", Shape.Text), new("method", Shape.Text),
        new("businessImpact", Shape.Text), new("scheduler", Shape.Text), new("schedule", Shape.Text),
        new("tags", Shape.Texts), new("authoritativeDefinitions", new ListShape(Shape.Anything)),
        new("customProperties", new CustomPropertiesShape(PropertyLevel.Check))]);

    private static MapShape Kind(params IReadOnlyList<Key> arguments) => new MapShape([
        new("kind", Shape.Text, true), .. arguments]);
}
