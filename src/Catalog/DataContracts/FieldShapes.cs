namespace Phusa.Catalog.DataContracts;

/// <summary>Keys of a field (the standard's property) and the options that go with each logical type.</summary>
internal static class FieldShapes
{
    public static readonly Shape Named = new NamedShape("property", () => Field!);

    private static readonly Key[] Limits =
    [
        new("minimum", Shape.Text), new("maximum", Shape.Text),
        new("exclusiveMinimum", Shape.Text), new("exclusiveMaximum", Shape.Text),
    ];

    private static readonly Key[] NumericLimits = [.. Limits.Select(key => key with { Shape = Shape.Number })];
    private static readonly Key MultipleOf = new("multipleOf", new ScalarShape(ScalarKind.Number));

    private static readonly Key[] Texts =
    [
        new("minLength", Shape.Count), new("maxLength", Shape.Count), new("pattern", Shape.Text),
        new("format", Shape.Text),
    ];

    private static readonly Key[] Dates = [new("format", Shape.Text), .. Limits];

    private static readonly Key[] Times =
        [.. Dates, new("timezone", Shape.Flag), new("defaultTimezone", Shape.Text)];

    private static readonly Key[] Integers = [.. NumericLimits, MultipleOf, new("format", Shape.OneOf(
        "i8", "i16", "i32", "i64", "i128", "u8", "u16", "u32", "u64", "u128"))];

    private static readonly Key[] Numbers = [.. NumericLimits, MultipleOf, new("format", Shape.OneOf("f32", "f64"))];

    private static readonly Key[] Objects =
        [new("minProperties", Shape.Count), new("maxProperties", Shape.Count), new("required", Shape.Texts)];

    private static readonly Key[] Arrays =
        [new("minItems", Shape.Count), new("maxItems", Shape.Count), new("uniqueItems", Shape.Flag)];

    private static readonly Dictionary<string, Shape> Options = new(StringComparer.Ordinal)
    {
        ["string"] = new MapShape(Texts),
        ["date"] = new MapShape(Dates),
        ["timestamp"] = new MapShape(Times),
        ["time"] = new MapShape(Times),
        ["integer"] = new MapShape(Integers),
        ["number"] = new MapShape(Numbers),
        ["object"] = new MapShape(Objects),
        ["array"] = new MapShape(Arrays),
    };

    /// <summary>Without a logical type a field is a text.</summary>
    private static readonly Shape Field = new MapShape([
        .. StandardShapes.Element(PropertyLevel.Field), new("name", Shape.Text, true), new("logicalType", Shape.OneOf(
            "string", "date", "timestamp", "time", "number", "integer", "object", "array", "boolean")),
        new("logicalTypeOptions", new DependentShape("logicalType", Options, new MapShape(Texts))),
        new("primaryKey", Shape.Flag), new("primaryKeyPosition", Shape.Integer), new("required", Shape.Flag),
        new("unique", Shape.Flag), new("partitioned", Shape.Flag), new("partitionKeyPosition", Shape.Integer),
        new("classification", Shape.Text), new("encryptedName", Shape.Text),
        new("transformSourceObjects", Shape.Texts), new("transformLogic", Shape.Text),
        new("transformDescription", Shape.Text), new("examples", new ListShape(Shape.Anything)),
        new("criticalDataElement", Shape.Flag), new("relationships", StandardShapes.FieldRelationships),
        new("quality", new ListShape(RuleShapes.Rule)), new("properties", new ListShape(Named)),
        new("items", new NamedShape("item", () => Item))]);

    /// <summary>An item of an array is a field that needs no name.</summary>
    private static Shape Item => new MapShape([.. ((MapShape)Field).Keys.Select(key => key with { Required = false })]);
}
