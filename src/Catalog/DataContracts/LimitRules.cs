using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;

namespace Phusa.Catalog.DataContracts;

/// <summary>Limits that leave no value, or that do not go with the field's type.</summary>
internal static class LimitRules
{
    public static void Check(DataContract contract, Findings findings)
    {
        foreach (var (index, field) in contract.Fields.Index())
        {
            var path = Findings.FieldPath(index) + ".logicalTypeOptions";
            CheckRange(field, path, findings);
            CheckTypes(field, path, findings);
            if (field.MinLength > field.MaxLength)
            {
                findings.Refuse(path + ".minLength", "contract.empty-range",
                    T.ContractEmptyRange(field.MinLength, field.MaxLength));
            }
            if (field.MultipleOf <= 0)
            {
                findings.Refuse(path + ".multipleOf", "contract.multiple-of", T.ContractMultipleOf);
            }
        }
    }

    private static void CheckRange(Field field, string path, Findings findings)
    {
        foreach (var (low, lowKey, lowOpen) in new[]
        {
            (field.Minimum, "minimum", false), (field.ExclusiveMinimum, "exclusiveMinimum", true),
        })
        {
            foreach (var (high, highOpen) in new[] { (field.Maximum, false), (field.ExclusiveMaximum, true) })
            {
                if (low is not null && high is not null && low.GetType() == high.GetType()
                    && Comparer<object>.Default.Compare(low, high) is var order
                    && (order > 0 || (order == 0 && (lowOpen || highOpen))))
                {
                    findings.Refuse($"{path}.{lowKey}", "contract.empty-range",
                        T.ContractEmptyRange(Limits.Write(low), Limits.Write(high)));
                }
            }
        }
    }

    /// <summary>
    /// Only reachable for contracts made in code: in a file the shape of the options says it already.
    /// </summary>
    private static void CheckTypes(Field field, string path, Findings findings)
    {
        var hasLength = field.MinLength is not null || field.MaxLength is not null || field.Pattern is not null;
        if (hasLength && field.Type is not (FieldType.Text or FieldType.Geometry))
        {
            findings.Refuse(path, "contract.option-of-other-type", T.ContractOptionOfOtherType(Word.Of(field.Type)));
        }
        var wanted = field.Type switch
        {
            FieldType.Integer or FieldType.Number or FieldType.Decimal => typeof(decimal),
            FieldType.Date => typeof(DateOnly),
            FieldType.Time => typeof(TimeOnly),
            FieldType.Timestamp => null,
            _ => typeof(void),
        };
        object?[] limits = [field.Minimum, field.Maximum, field.ExclusiveMinimum, field.ExclusiveMaximum];
        if (limits.Any(limit => limit is not null && (wanted is null
            ? limit is not (DateTime or DateTimeOffset) : limit.GetType() != wanted)))
        {
            findings.Refuse(path, "contract.option-of-other-type", T.ContractOptionOfOtherType(Word.Of(field.Type)));
        }
    }
}
