using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;

namespace Phusa.Catalog.DataContracts;

/// <summary>Classification, personal data and masks: what may never be published, and masks that cannot work.</summary>
internal static class ProtectionRules
{
    public static void Check(DataContract contract, Findings findings)
    {
        var isClosed = contract.Classification is
            Classification.Restricted or Classification.Important or Classification.Core;
        if (isClosed && contract.Open is not null)
        {
            findings.Refuse("phusa.open", "contract.never-open", T.ContractNeverOpen(Word.Of(contract.Classification)));
        }
        if (isClosed && contract.Lists.Contains(DatasetListKind.Open))
        {
            findings.Refuse("phusa.lists", "contract.never-open",
                T.ContractNeverOpen(Word.Of(contract.Classification)));
        }
        foreach (var (index, field) in contract.Fields.Index())
        {
            var path = Findings.FieldPath(index);
            CheckPersonalData(contract, field, path, findings);
            CheckMask(field, path, findings);
        }
    }

    /// <summary>An open dataset without named fields publishes those without personal data only.</summary>
    private static void CheckPersonalData(DataContract contract, Field field, string path, Findings findings)
    {
        if (field is { Identifier: IdentifierKind.Direct, PersonalData: PersonalData.None })
        {
            findings.Refuse(path + ".phusa.identifier", "contract.identifier-without-data",
                T.ContractIdentifierWithoutData(field.Name));
        }
        if (contract.Open is { } open && open.Fields.Contains(field.Name)
            && (field.PersonalData == PersonalData.Sensitive || field.Identifier == IdentifierKind.Direct))
        {
            findings.Refuse("phusa.open.fields", "contract.open-personal-data",
                T.ContractOpenPersonalData(field.Name));
        }
        if (field is { PersonalData: PersonalData.None, IsDeclaredImpersonal: false }
            && field.Format is "citizen-id" or "phone-vn" or "person-name" or "health-card" or "social-insurance")
        {
            findings.Warn(path + ".phusa.format", "contract.undeclared-personal-data",
                T.ContractUndeclaredPersonalData(field.Name, field.Format));
        }
    }

    private static void CheckMask(Field field, string path, Findings findings)
    {
        var fits = field.Mask switch
        {
            Mask.Year => field.Type is FieldType.Date or FieldType.Timestamp,
            Mask.Last4 or Mask.Initials or Mask.Province => field.Type == FieldType.Text,
            Mask.Hash => field.Type is not (FieldType.Json or FieldType.Geometry or FieldType.Boolean),
            _ => true,
        };
        if (!fits)
        {
            findings.Refuse(path + ".phusa.mask", "contract.mask-type",
                T.ContractMaskType(Word.Of(field.Mask!.Value), Word.Of(field.Type)));
        }
    }
}
