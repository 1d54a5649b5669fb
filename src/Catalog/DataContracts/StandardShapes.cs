using Phusa.Catalog.Contracts;

namespace Phusa.Catalog.DataContracts;

/// <summary>
/// The sections of the Open Data Contract Standard 3.1 and their keys. Most sections refuse unknown keys, and so
/// do we; servers differ by vendor and stay open.
/// </summary>
internal static class StandardShapes
{
    /// <summary>Version 2 has another layout; every 3.x file is read as 3.1.</summary>
    private static readonly Shape ApiVersion = Shape.OneOf("v3.1.0", "v3.0.2", "v3.0.1", "v3.0.0");

    private static readonly Shape Definitions = new ListShape(new MapShape(
        new("id", Shape.Text), new("url", Shape.Text, true), new("type", Shape.Text, true),
        new("description", Shape.Text)));

    private static readonly Shape Custom = new CustomPropertiesShape(PropertyLevel.None);

    private static readonly Shape Member = new MapShape(
        new("id", Shape.Text), new("username", Shape.Text, true), new("name", Shape.Text),
        new("description", Shape.Text), new("role", Shape.Text), new("dateIn", Shape.Text),
        new("dateOut", Shape.Text), new("replacedByUsername", Shape.Text), new("tags", Shape.Texts),
        new("customProperties", Custom), new("authoritativeDefinitions", Definitions));

    private static readonly Shape Team = new EitherShape(new ListShape(Member), new MapShape(
        new("id", Shape.Text), new("name", Shape.Text), new("description", Shape.Text),
        new("members", new ListShape(Member)), new("tags", Shape.Texts), new("customProperties", Custom),
        new("authoritativeDefinitions", Definitions)));

    private static readonly Shape Role = new MapShape(
        new("id", Shape.Text), new("role", Shape.Text, true), new("description", Shape.Text),
        new("access", Shape.Text), new("firstLevelApprovers", Shape.Text), new("secondLevelApprovers", Shape.Text),
        new("customProperties", Custom));

    private static readonly Shape Server = new MapShape(
        new("server", Shape.Text, true), new("type", Shape.Text, true), new("customProperties", Custom))
    {
        Open = true,
    };

    private static readonly Shape Support = new MapShape(
        new("id", Shape.Text), new("channel", Shape.Text, true), new("url", Shape.Text),
        new("description", Shape.Text), new("tool", Shape.Text), new("scope", Shape.Text),
        new("invitationUrl", Shape.Text), new("customProperties", Custom));

    private static readonly Shape Price = new MapShape(
        new("id", Shape.Text), new("priceAmount", Shape.Number), new("priceCurrency", Shape.Text),
        new("priceUnit", Shape.Text));

    private static readonly Shape Sla = new MapShape(
        new("id", Shape.Text), new("property", Shape.Text, true), new("value", Shape.Anything, true),
        new("valueExt", Shape.Anything), new("unit", Shape.Text), new("element", Shape.Text),
        new("driver", Shape.Text), new("description", Shape.Text), new("scheduler", Shape.Text),
        new("schedule", Shape.Text));

    private static readonly Shape Description = new MapShape(
        new("usage", Shape.Text), new("purpose", Shape.Text), new("limitations", Shape.Text),
        new("authoritativeDefinitions", Definitions), new("customProperties", Custom));

    private static readonly Shape References = new EitherShape(Shape.Text, Shape.Texts);

    private static readonly Key[] Relationship =
    [
        new("type", Shape.OneOf("foreignKey")), new("to", References, true), new("customProperties", Custom),
    ];

    private static readonly Shape Object = new MapShape([
        .. Element(PropertyLevel.None), new("name", Shape.Text, true), new("logicalType", Shape.OneOf("object")),
        new("dataGranularityDescription", Shape.Text), new("properties", new ListShape(FieldShapes.Named)),
        new("relationships", new ListShape(new MapShape([.. Relationship, new("from", References, true)]))),
        new("quality", new ListShape(RuleShapes.Rule))]);

    public static readonly Shape Contract = new MapShape(
        new("apiVersion", ApiVersion, true), new("kind", Shape.OneOf("DataContract"), true),
        new("id", Shape.Text, true), new("name", Shape.Text), new("version", Shape.Text, true),
        new("status", Shape.OneOf<ContractStatus>(), true), new("tenant", Shape.Text), new("domain", Shape.Text),
        new("dataProduct", Shape.Text), new("description", Description), new("schema", new ListShape(Object)),
        new("slaProperties", new ListShape(Sla)), new("slaDefaultElement", Shape.Text), new("team", Team),
        new("roles", new ListShape(Role)), new("servers", new ListShape(Server)),
        new("support", new ListShape(Support)), new("price", Price), new("tags", Shape.Texts),
        new("authoritativeDefinitions", Definitions), new("contractCreatedTs", Shape.Text),
        new("customProperties", new CustomPropertiesShape(PropertyLevel.Contract)));

    /// <summary>Keys that tables and fields have in common.</summary>
    public static Key[] Element(PropertyLevel level) =>
    [
        new("id", Shape.Text), new("physicalName", Shape.Text), new("physicalType", Shape.Text),
        new("businessName", Shape.Text), new("description", Shape.Text),
        new("authoritativeDefinitions", Definitions), new("tags", Shape.Texts),
        new("customProperties", new CustomPropertiesShape(level)),
    ];

    /// <summary>
    /// At a field the other end of a relationship is the field itself, so that <c>from</c> is refused.
    /// </summary>
    public static Shape FieldRelationships => new ListShape(new MapShape(Relationship));
}
