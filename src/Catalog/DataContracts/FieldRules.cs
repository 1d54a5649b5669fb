using System.Text.RegularExpressions;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Identifiers;
using Phusa.Kernel.Texts;
using Phusa.Kernel.Vietnamese;

namespace Phusa.Catalog.DataContracts;

/// <summary>Names, keys, types and formats of fields.</summary>
internal static partial class FieldRules
{
    /// <summary>Formats whose leading zeros a number would lose, and the few that fit another type.</summary>
    private static readonly Dictionary<string, FieldType[]> OtherTypes = new(StringComparer.Ordinal)
    {
        ["iso-date"] = [FieldType.Date], ["period"] = [FieldType.Integer], ["geo-point"] = [FieldType.Geometry],
    };

    public static void Check(DataContract contract, Findings findings)
    {
        if (contract.Fields.Count == 0)
        {
            findings.Warn("schema", "contract.no-fields", T.ContractNoFields);
        }
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var positions = new HashSet<int>();
        foreach (var (index, field) in contract.Fields.Index())
        {
            var path = Findings.FieldPath(index);
            if (!seen.Add(field.Name))
            {
                findings.Refuse(path + ".name", "contract.repeated-field", T.ContractRepeatedField(field.Name));
            }
            CheckName(field, path, findings);
            CheckKey(field, positions, path, findings);
            CheckFormat(field, path, findings);
            CheckGeometry(field, path, findings);
        }
    }

    private static void CheckName(Field field, string path, Findings findings)
    {
        if (!Letters().IsMatch(field.Name) || field.Name.Length > 63)
        {
            findings.Refuse(path + ".name", "contract.bad-name", T.ContractBadName(field.Name));
        }
        else if (ReservedNames.Has(field.Name))
        {
            findings.Refuse(path + ".name", "contract.reserved-name", T.ContractReservedName(field.Name));
        }
        else if (!Plain().IsMatch(field.Name))
        {
            findings.Warn(path + ".name", "contract.unusual-name", T.ContractUnusualName(field.Name));
        }
    }

    private static void CheckKey(Field field, HashSet<int> positions, string path, Findings findings)
    {
        if (!field.IsKey)
        {
            return;
        }
        if (!positions.Add(field.KeyPosition))
        {
            findings.Refuse(path + ".primaryKeyPosition", "contract.repeated-key-position",
                T.ContractRepeatedKeyPosition(field.KeyPosition));
        }
        if (!field.Required)
        {
            findings.Refuse(path + ".required", "contract.key-not-required", T.ContractKeyNotRequired);
        }
        if (field.Type is FieldType.Json or FieldType.Geometry)
        {
            findings.Refuse(path + ".logicalType", "contract.bad-key-type", T.ContractBadKeyType(field.Name));
        }
    }

    private static void CheckFormat(Field field, string path, Findings findings)
    {
        if (field.Format is { } format && NamedFormat.Find(format) is null)
        {
            findings.Refuse(path + ".phusa.format", "contract.unknown-format", T.ContractUnknownFormat(
                format, Wording.Suggestion(NearestWord.To(format, NamedFormat.All.Select(one => one.Name)))));
        }
        else if (field.Format is { } known && field.Type != FieldType.Text
            && !OtherTypes.GetValueOrDefault(known, []).Contains(field.Type))
        {
            findings.Refuse(path + ".phusa.format", "contract.format-needs-text",
                T.ContractFormatNeedsText(known, Word.Of(field.Type)));
        }
        if (field.DateFormat is { } pattern && DatePattern.ToStrptime(pattern, out var refused) is null)
        {
            findings.Refuse(path + ".logicalTypeOptions.format", "contract.date-pattern",
                T.ContractDatePattern(pattern, refused));
        }
        if (field.Pattern is { } regex && Re2Pattern.Translate(regex, out var reason) is null)
        {
            findings.Refuse(path + ".logicalTypeOptions.pattern", "contract.pattern", T.ContractPattern(regex, reason));
        }
        if (field.Type == FieldType.Decimal && field.PhysicalType is null)
        {
            findings.Refuse(path + ".physicalType", "contract.decimal-places", T.ContractDecimalPlaces(field.Name));
        }
    }

    private static void CheckGeometry(Field field, string path, Findings findings)
    {
        if (field.Geometry is null && field.Crs is not null)
        {
            findings.Refuse(path + ".phusa.crs", "contract.crs-without-geometry", T.ContractCrsWithoutGeometry);
        }
        if (field.Geometry is not null && field.Type != FieldType.Geometry)
        {
            findings.Refuse(path + ".phusa.geometry", "contract.geometry-type", T.ContractGeometryType(field.Name));
        }
        if (field.Crs is { } crs && !Epsg().IsMatch(crs))
        {
            findings.Refuse(path + ".phusa.crs", "contract.bad-crs", T.ContractBadCrs(crs));
        }
    }

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{M}\p{Nd}_]*$")]
    private static partial Regex Letters();

    [GeneratedRegex("^[a-z][a-z0-9_]{0,62}$")]
    private static partial Regex Plain();

    [GeneratedRegex("^EPSG:[0-9]{4,5}$")]
    private static partial Regex Epsg();
}
