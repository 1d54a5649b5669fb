using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Schema;

namespace Phusa.Exchange.Sandbox;

/// <summary>A simple type of XML Schema as the JSON Schema of its texts, so that values are made up in one way for both.</summary>
internal static class SimpleSchema
{
    private const int MostDigits = 9;

    public static JsonElement Of(XmlSchemaSimpleType type)
    {
        var schema = Kind(type.TypeCode);
        for (XmlSchemaSimpleType? at = type; at is not null; at = at.BaseXmlSchemaType as XmlSchemaSimpleType)
        {
            switch (at.Content)
            {
                case XmlSchemaSimpleTypeUnion { BaseMemberTypes: [{ } first, ..] }:
                    return Of(first);
                case XmlSchemaSimpleTypeList { BaseItemType: { } item }:
                    return Of(item);
                case XmlSchemaSimpleTypeRestriction restriction:
                    Narrow(schema, restriction);
                    break;
            }
        }
        return JsonSerializer.SerializeToElement(schema);
    }

    private static JsonObject Kind(XmlTypeCode code) => code switch
    {
        XmlTypeCode.Boolean => Typed("boolean"),
        XmlTypeCode.Decimal or XmlTypeCode.Double or XmlTypeCode.Float => Typed("number"),
        XmlTypeCode.Integer or XmlTypeCode.Long or XmlTypeCode.Int or XmlTypeCode.Short or XmlTypeCode.Byte or XmlTypeCode.NonNegativeInteger
            or XmlTypeCode.PositiveInteger or XmlTypeCode.UnsignedLong or XmlTypeCode.UnsignedInt or XmlTypeCode.UnsignedShort
            or XmlTypeCode.UnsignedByte => Typed("integer"),
        XmlTypeCode.NonPositiveInteger or XmlTypeCode.NegativeInteger => Typed("integer", "maximum", -1),
        XmlTypeCode.Date => Typed("string", "format", "date"),
        XmlTypeCode.DateTime => Typed("string", "format", "date-time"),
        XmlTypeCode.Time => Typed("string", "format", "time"),
        XmlTypeCode.AnyUri => Typed("string", "format", "uri"),
        XmlTypeCode.Base64Binary => Typed("string", "format", "byte"),
        XmlTypeCode.HexBinary => Typed("string", "const", "00ff"),
        XmlTypeCode.GYear => Typed("string", "const", "2026"),
        XmlTypeCode.GYearMonth => Typed("string", "const", "2026-01"),
        XmlTypeCode.GMonthDay => Typed("string", "const", "--01-31"),
        XmlTypeCode.GDay => Typed("string", "const", "---01"),
        XmlTypeCode.GMonth => Typed("string", "const", "--01"),
        XmlTypeCode.Duration or XmlTypeCode.DayTimeDuration => Typed("string", "const", "P1D"),
        XmlTypeCode.Language => Typed("string", "const", "vi"),
        XmlTypeCode.Id or XmlTypeCode.Idref or XmlTypeCode.NCName or XmlTypeCode.Name or XmlTypeCode.NmToken or XmlTypeCode.QName =>
            Typed("string", "pattern", "^a[a-z]{3,8}$"),
        _ => Typed("string"),
    };

    private static JsonObject Typed(string type, string? keyword = null, JsonNode? value = null) =>
        keyword is null ? new() { ["type"] = type } : new() { ["type"] = type, [keyword] = value };

    /// <summary>What is said nearest to the type holds; a pattern of XML Schema is of the whole text.</summary>
    private static void Narrow(JsonObject schema, XmlSchemaSimpleTypeRestriction restriction)
    {
        var values = restriction.Facets.OfType<XmlSchemaEnumerationFacet>().Select(one => (JsonNode?)one.Value).ToArray();
        if (values.Length > 0)
        {
            // Numbers too leave as the text that stands there.
            Add(schema, "enum", new JsonArray(values));
        }
        foreach (var facet in restriction.Facets.OfType<XmlSchemaFacet>())
        {
            var number = decimal.TryParse(facet.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) ? read : (decimal?)null;
            Add(schema, facet switch
            {
                XmlSchemaPatternFacet => "pattern",
                XmlSchemaMinLengthFacet => "minLength",
                XmlSchemaMaxLengthFacet => "maxLength",
                XmlSchemaMinInclusiveFacet => "minimum",
                XmlSchemaMaxInclusiveFacet or XmlSchemaTotalDigitsFacet => "maximum",
                XmlSchemaMinExclusiveFacet => "exclusiveMinimum",
                XmlSchemaMaxExclusiveFacet => "exclusiveMaximum",
                XmlSchemaLengthFacet => "minLength",
                XmlSchemaFractionDigitsFacet when number == 0 => "multipleOf",
                _ => null,
            }, facet switch
            {
                XmlSchemaPatternFacet => $"^(?:{facet.Value})$",
                XmlSchemaTotalDigitsFacet => (decimal)Math.Pow(10, Math.Min((double)(number ?? 1), MostDigits)) - 1,
                XmlSchemaFractionDigitsFacet => 1,
                _ => number,
            });
            if (facet is XmlSchemaLengthFacet)
            {
                Add(schema, "maxLength", number);
            }
        }
    }

    private static void Add(JsonObject schema, string? keyword, JsonNode? value)
    {
        if (keyword is not null && value is not null && !schema.ContainsKey(keyword))
        {
            schema[keyword] = value;
        }
    }
}
