using Phusa.Catalog.Contracts;

namespace Phusa.Catalog.DataContracts;

/// <summary>A field as the standard lays it out. Its Vietnamese title stands as the standard's business name.</summary>
internal static class FieldTree
{
    public static Branch Of(Field field)
    {
        var hasBusinessName = field.Other.ContainsKey("businessName");
        var ours = new Branch()
            .Add("titleVi", hasBusinessName ? field.TitleVi : null).Add("titleEn", field.TitleEn)
            .Add("unit", field.Unit).Add("format", field.Format).Add("codeList", field.CodeList?.ToString())
            .Add("codeLabel", field.CodeList?.LabelField)
            .AddWord("personalData", field.IsDeclaredImpersonal ? field.PersonalData : NotNone(field.PersonalData))
            .AddWord("identifier", NotNone(field.Identifier))
            .AddWord("mask", field.Mask).AddWord("geometry", field.Geometry).Add("crs", field.Crs)
            .Add("missingValues", field.MissingValues);
        return new Branch()
            .Add("name", field.Name).Add("businessName", hasBusinessName ? null : field.TitleVi)
            .Add("logicalType", field.Other.GetValueOrDefault("logicalType") ?? LogicalType(field.Type))
            .Add("physicalType", field.PhysicalType).Add("description", field.Description)
            .AddFlag("primaryKey", field.IsKey).Add("primaryKeyPosition", field.IsKey ? field.KeyPosition : null)
            .AddFlag("required", field.Required).AddFlag("unique", field.Unique)
            .Add("logicalTypeOptions", Options(field))
            .Add("relationships", field.References.Select(reference => new Branch()
                .Add("type", "foreignKey").Add("to", reference.ToString()).AddKept(reference.Other)).ToList())
            .Add("quality", field.Rules.Select(RuleTree.Of).ToList())
            .AddCustom(ours, field.Other)
            .AddKept(field.Other, "logicalTypeOptions", "customProperties", "logicalType");
    }

    private static T? NotNone<T>(T value) where T : struct, Enum =>
        EqualityComparer<T>.Default.Equals(value, default) ? null : value;

    private static Branch Options(Field field) => new Branch()
        .Add("minimum", Limit(field.Minimum)).Add("maximum", Limit(field.Maximum))
        .Add("exclusiveMinimum", Limit(field.ExclusiveMinimum)).Add("exclusiveMaximum", Limit(field.ExclusiveMaximum))
        .Add("minLength", field.MinLength).Add("maxLength", field.MaxLength).Add("pattern", field.Pattern)
        .Add("multipleOf", field.MultipleOf).Add("format", field.DateFormat)
        .AddKept(Branch.Kept(field.Other, "logicalTypeOptions"));

    private static object? Limit(object? limit) => limit is null or decimal ? limit : Limits.Write(limit);

    private static string LogicalType(FieldType type) => type switch
    {
        FieldType.Integer => "integer",
        FieldType.Number or FieldType.Decimal => "number",
        FieldType.Boolean => "boolean",
        FieldType.Date => "date",
        FieldType.Timestamp => "timestamp",
        FieldType.Time => "time",
        FieldType.Json => "object",
        _ => "string",
    };
}
