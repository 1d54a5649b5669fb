using Phusa.Catalog.Contracts;

namespace Phusa.Catalog.DataContracts;

/// <summary>Keys of a quality rule, and the arguments of each check of the platform.</summary>
internal static class RuleShapes
{
    private static readonly Shape Bounds = new ListShape(Shape.Number);

    /// <summary>Fields of this dataset, each with its name in the other one where that differs.</summary>
    private static readonly Shape Names = new EitherShape(Shape.Texts, new DictionaryShape(Shape.Text));

    public static readonly IReadOnlyList<Key> Operators =
    [
        new("mustBe", Shape.Number), new("mustNotBe", Shape.Number), new("mustBeGreaterThan", Shape.Number),
        new("mustBeGreaterOrEqualTo", Shape.Number), new("mustBeLessThan", Shape.Number),
        new("mustBeLessOrEqualTo", Shape.Number), new("mustBeBetween", Bounds), new("mustNotBeBetween", Bounds),
    ];

    public static readonly IReadOnlyDictionary<string, Shape> Kinds = new Dictionary<string, Shape>
    {
        [CheckKinds.RowCount] = Kind(),
        [CheckKinds.Blank] = Kind(new Key("field", Shape.Text)),
        [CheckKinds.DuplicateRow] = Kind(new Key("fields", Shape.Texts)),
        [CheckKinds.PlausibleDate] = Kind(new("field", Shape.Text), new("notBefore", Shape.Text),
            new("notAfter", Shape.Text)),
        [CheckKinds.Compare] = Kind(new("left", Shape.Text, true), new("operator", Shape.OneOf(
            "<", "<=", "=", "!=", ">=", ">"), true), new("right", Shape.Text, true)),
        [CheckKinds.RequiredWhen] = Kind(new("field", Shape.Text), new("when", new MapShape(
            new("field", Shape.Text, true), new("filled", Shape.Flag), new("equals", Shape.Anything),
            new("notEquals", Shape.Anything), new("in", new ListShape(Shape.Anything)),
            new("notIn", new ListShape(Shape.Anything))), true)),
        [CheckKinds.Expression] = Kind(new Key("expression", Shape.Text, true)),
        [CheckKinds.Reference] = Kind(new("dataset", Shape.Text, true), new("on", Names, true)),
        [CheckKinds.Agreement] = Kind(new("dataset", Shape.Text, true), new("on", Names, true),
            new("fields", Names, true)),
        [CheckKinds.FunctionalDependency] = Kind(new("determinant", Shape.Texts, true),
            new("dependent", Shape.Texts, true)),
        [CheckKinds.NoOverlap] = Kind(new("by", Shape.Texts, true), new("from", Shape.Text, true),
            new("to", Shape.Text, true)),
        [CheckKinds.Freshness] = Kind(new("field", Shape.Text), new("days", Shape.Number)),
        [CheckKinds.Aggregate] = Kind(new("function", Shape.OneOf(
            "sum", "avg", "min", "max", "stddev", "median"), true), new("field", Shape.Text)),
        [CheckKinds.Drift] = Kind(new("field", Shape.Text), new("aggregate", Shape.OneOf(
            "count", "sum", "avg", "min", "max", "stddev"), true), new("maxChangePercent", Shape.Number)),
        [CheckKinds.FuzzyDuplicate] = Kind(new("fields", Shape.Texts, true), new("threshold", Shape.Number)),
        [CheckKinds.Outlier] = Kind(new("field", Shape.Text), new("by", Shape.Texts), new("method", Shape.OneOf("iqr")),
            new("factor", Shape.Number)),
        [CheckKinds.Inside] = Kind(new("field", Shape.Text), new("bbox", Bounds, true)),
        [CheckKinds.FailingRows] = Kind(new Key("query", Shape.Text, true)),
        [CheckKinds.Population] = Kind(new Key("count", Shape.Positive, true)),
        [CheckKinds.CitizenIdAgrees] = Kind(new("field", Shape.Text), new("birthDate", Shape.Text, true),
            new("sex", Shape.Text)),
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
