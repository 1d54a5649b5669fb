using System.Text.RegularExpressions;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using YamlDotNet.RepresentationModel;

namespace Phusa.Catalog.DataContracts;

/// <summary>Reads the fields of a table.</summary>
internal sealed partial class FieldMapping(Places places, RuleMapping rules)
{
    private int lastKey;

    public IReadOnlyList<Field> Map(IEnumerable<Part> parts) => [.. parts.Select(One)];

    private Field One(Part part)
    {
        var ours = part.Ours();
        var name = part.Text("name") ?? "";
        var type = TypeOf(part, ours);
        var key = KeyOf(part);
        var field = new Field
        {
            Name = name,
            Type = type,
            TitleVi = ours.Text("titleVi") ?? part.Text("businessName"),
            TitleEn = ours.Text("titleEn"),
            Description = part.Text("description"),
            PhysicalType = part.Text("physicalType"),
            Required = (part.Flag("required") ?? false) || key > 0,
            Unique = part.Flag("unique") ?? false,
            KeyPosition = key,
            Unit = ours.Text("unit"),
            CodeList = CodeListOf(ours),
            PersonalData = ours.Word<PersonalData>("personalData") ?? PersonalData.None,
            IsDeclaredImpersonal = ours.Word<PersonalData>("personalData") == PersonalData.None,
            Identifier = ours.Word<IdentifierKind>("identifier") ?? IdentifierKind.None,
            Mask = ours.Word<Mask>("mask"),
            Geometry = ours.Word<GeometryKind>("geometry"),
            Crs = ours.Text("crs"),
            MissingValues = ours.Texts("missingValues"),
            References = ReferencesOf(part),
            Rules = rules.Map(part.Maps("quality"), name),
        };
        return WithOptions(field, part, ours.Text("format"));
    }

    /// <summary>Limits, lengths, pattern and format; options that mean nothing here are kept.</summary>
    private Field WithOptions(Field field, Part part, string? format)
    {
        var options = part.Map("logicalTypeOptions");
        var isDate = field.Type is FieldType.Date or FieldType.Time or FieldType.Timestamp;
        field = field with
        {
            Minimum = Limit(options, "minimum", field.Type),
            Maximum = Limit(options, "maximum", field.Type),
            ExclusiveMinimum = Limit(options, "exclusiveMinimum", field.Type),
            ExclusiveMaximum = Limit(options, "exclusiveMaximum", field.Type),
            MinLength = options.Integer("minLength"),
            MaxLength = options.Integer("maxLength"),
            Pattern = options.Text("pattern"),
            MultipleOf = options.Number("multipleOf"),
            DateFormat = isDate ? options.Text("format") : null,
            Format = format,
        };
        var other = new Dictionary<string, object?>(part.Rest(), StringComparer.Ordinal);
        if (options.Rest() is { Count: > 0 } rest)
        {
            other["logicalTypeOptions"] = rest;
        }
        return field with { Other = other };
    }

    private object? Limit(Part options, string key, FieldType type)
    {
        var text = options.Text(key);
        var limit = text is null ? null : Limits.Read(text, type);
        if (text is not null && limit is null)
        {
            places.Refuse($"{options.Path}.{key}", "contract.bad-limit", T.ContractBadLimit(text, Word.Of(type)));
        }
        return limit;
    }

    /// <summary>A geometry is a geometry however it is carried; a number with decimal places is exact.</summary>
    private static FieldType TypeOf(Part part, Part ours)
    {
        var logical = part.Text("logicalType");
        if (ours.Has("geometry"))
        {
            return FieldType.Geometry;
        }
        if (logical is null or "object" or "array")
        {
            return logical is null ? FieldType.Text : Json(part, logical);
        }
        return logical switch
        {
            "integer" => FieldType.Integer,
            "number" => Exact().IsMatch(part.Text("physicalType") ?? "") ? FieldType.Decimal : FieldType.Number,
            "boolean" => FieldType.Boolean,
            "date" => FieldType.Date,
            "timestamp" => FieldType.Timestamp,
            "time" => FieldType.Time,
            _ => FieldType.Text,
        };
    }

    /// <summary>An array is kept apart from an object by leaving its logical type among what is kept.</summary>
    private static FieldType Json(Part part, string logical)
    {
        if (logical == "array")
        {
            part.Release("logicalType");
        }
        return FieldType.Json;
    }

    private int KeyOf(Part part)
    {
        var (isKey, position) = (part.Flag("primaryKey") ?? false, part.Integer("primaryKeyPosition"));
        if (!isKey)
        {
            return 0;
        }
        if (part.Flag("required") == false)
        {
            places.Warn(part.Path + ".required", "contract.key-not-required", T.ContractKeyNotRequired);
        }
        return lastKey = position is > 0 ? position.Value : lastKey + 1;
    }

    private CodeListReference? CodeListOf(Part ours)
    {
        var parts = ours.Text("codeList")?.Split('@', 2);
        var label = ours.Text("codeLabel");
        if (parts is null && label is not null)
        {
            places.Refuse($"{ours.Path}.codeLabel", "contract.label-without-list", T.ContractLabelWithoutList);
        }
        return parts is null ? null : new(parts[0], parts.Length > 1 ? parts[1] : null, label);
    }

    private static IReadOnlyList<FieldReference> ReferencesOf(Part part) =>
        [.. part.Maps("relationships").SelectMany(relation =>
            (relation.Node("to") is YamlSequenceNode list ? Part.Texts(list) : [relation.Text("to") ?? ""])
                .Select(address => Reference(address, relation)))];

    private static FieldReference Reference(string address, Part relation)
    {
        relation.Text("type");
        var inner = address.LastIndexOf("/properties/", StringComparison.Ordinal);
        var (end, start) = inner >= 0 ? (inner, inner + "/properties/".Length)
            : (Math.Max(0, address.LastIndexOf('.')), address.LastIndexOf('.') + 1);
        return new(address[..end], address[start..]) { Other = relation.Rest() };
    }

    [GeneratedRegex(@"^\s*(decimal|numeric|number|money)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Exact();
}
