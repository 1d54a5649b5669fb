using Phusa.Catalog.Contracts;

namespace Phusa.Catalog.DataContracts;

/// <summary>What changes about the fields.</summary>
internal static class FieldDiff
{
    public static void Compare(DataContract before, DataContract after, Changes changes)
    {
        foreach (var field in before.Fields)
        {
            if (after.FindField(field.Name) is { } now)
            {
                Compare(field, now, $"fields.{field.Name}", changes);
            }
            else
            {
                changes.Breaks($"fields.{field.Name}", field.Name, null, T.ContractChangeReaders);
            }
        }
        foreach (var field in after.Fields.Where(field => before.FindField(field.Name) is null))
        {
            if (field.Required)
            {
                changes.Breaks($"fields.{field.Name}", null, field.Name, T.ContractChangeFiles);
            }
            else
            {
                changes.Fits($"fields.{field.Name}", null, field.Name);
            }
        }
    }

    private static void Compare(Field before, Field after, string path, Changes changes)
    {
        Meaning(before, after, path, changes);
        Demands(before, after, path, changes);
        Protection(before, after, path, changes);
        changes.Words($"{path}.titleVi", before.TitleVi, after.TitleVi);
        changes.Words($"{path}.titleEn", before.TitleEn, after.TitleEn);
        changes.Words($"{path}.description", before.Description, after.Description);
        changes.Fits($"{path}.missingValues", before.MissingValues, after.MissingValues);
        RuleDiff.Compare(before.Rules, after.Rules, path, changes);
    }

    private static void Meaning(Field before, Field after, string path, Changes changes)
    {
        changes.Breaks($"{path}.type", before.Type, after.Type, T.ContractChangeReaders);
        changes.Breaks($"{path}.unit", before.Unit, after.Unit, T.ContractChangeReaders);
        changes.Breaks($"{path}.geometry", before.Geometry, after.Geometry, T.ContractChangeReaders);
        changes.Breaks($"{path}.crs", before.Crs, after.Crs, T.ContractChangeReaders);
        if (before.Type == FieldType.Decimal && after.Type == FieldType.Decimal)
        {
            changes.Breaks($"{path}.physicalType", before.PhysicalType, after.PhysicalType, T.ContractChangeReaders);
        }
        else
        {
            changes.Fits($"{path}.physicalType", before.PhysicalType, after.PhysicalType);
        }
        if (before.Required && !after.Required)
        {
            changes.Breaks($"{path}.required", true, false, T.ContractChangePromise);
        }
        if (before.Unique && !after.Unique)
        {
            changes.Breaks($"{path}.unique", true, false, T.ContractChangePromise);
        }
    }

    private static void Demands(Field before, Field after, string path, Changes changes)
    {
        changes.Demand($"{path}.required", Given(before.Required && after.Required), Given(after.Required));
        changes.Demand($"{path}.unique", Given(before.Unique && after.Unique), Given(after.Unique));
        changes.Demand($"{path}.pattern", before.Pattern, after.Pattern);
        changes.Demand($"{path}.format", before.Format, after.Format);
        changes.Demand($"{path}.dateFormat", before.DateFormat, after.DateFormat);
        changes.Demand($"{path}.multipleOf", before.MultipleOf, after.MultipleOf);
        changes.Limit($"{path}.minimum", before.Minimum, after.Minimum, false);
        changes.Limit($"{path}.exclusiveMinimum", before.ExclusiveMinimum, after.ExclusiveMinimum, false);
        changes.Limit($"{path}.maximum", before.Maximum, after.Maximum, true);
        changes.Limit($"{path}.exclusiveMaximum", before.ExclusiveMaximum, after.ExclusiveMaximum, true);
        changes.Limit($"{path}.minLength", before.MinLength, after.MinLength, false);
        changes.Limit($"{path}.maxLength", before.MaxLength, after.MaxLength, true);
        if (before.CodeList?.Name == after.CodeList?.Name)
        {
            changes.Fits($"{path}.codeList", before.CodeList, after.CodeList);
        }
        else
        {
            changes.Demand($"{path}.codeList", before.CodeList, after.CodeList);
        }
        Values(before, after, path, changes);
        foreach (var added in after.References.Where(one => before.References.All(old => $"{old}" != $"{one}")))
        {
            changes.Demand($"{path}.references", null, added);
        }
        foreach (var removed in before.References.Where(one => after.References.All(now => $"{now}" != $"{one}")))
        {
            changes.Demand($"{path}.references", removed, null);
        }
    }

    private static bool? Given(bool value) => value ? true : null;

    private static void Values(Field before, Field after, string path, Changes changes)
    {
        var narrower = after.AcceptedValues.Count > 0
            && (before.AcceptedValues.Count == 0 || before.AcceptedValues.Except(after.AcceptedValues).Any());
        if (narrower)
        {
            changes.Breaks($"{path}.acceptedValues", before.AcceptedValues, after.AcceptedValues,
                T.ContractChangeFiles);
        }
        else
        {
            changes.Fits($"{path}.acceptedValues", before.AcceptedValues, after.AcceptedValues);
        }
    }

    /// <summary>More protection takes something from someone; less gives it.</summary>
    private static void Protection(Field before, Field after, string path, Changes changes)
    {
        Stricter($"{path}.personalData", before.PersonalData, after.PersonalData, changes);
        Stricter($"{path}.identifier", before.Identifier, after.Identifier, changes);
        if (after.Mask is null)
        {
            changes.Fits($"{path}.mask", before.Mask, null);
        }
        else
        {
            changes.Breaks($"{path}.mask", before.Mask, after.Mask, T.ContractChangeAccess);
        }
    }

    private static void Stricter<T1>(string path, T1 before, T1 after, Changes changes) where T1 : struct, Enum
    {
        if (Comparer<T1>.Default.Compare(after, before) > 0)
        {
            changes.Breaks(path, before, after, T.ContractChangeAccess);
        }
        else
        {
            changes.Fits(path, before, after);
        }
    }
}
