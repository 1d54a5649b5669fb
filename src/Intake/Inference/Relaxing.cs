using Phusa.Catalog.Contracts;
using Phusa.Quality.Contracts;

namespace Phusa.Intake.Inference;

/// <summary>Takes out of a proposal what its own file does not keep.</summary>
internal static class Relaxing
{
    public static DataContract Without(DataContract contract, Check check) => check.Kind switch
    {
        "key" => contract with
        {
            Load = LoadMode.Replace, Fields = [.. contract.Fields.Select(field => field with { KeyPosition = 0 })],
        },
        _ => contract with
        {
            Fields = [.. contract.Fields.Select(field => check.Fields.Contains(field.Name) ? Without(field, check.Kind) : field)],
        },
    };

    private static Field Without(Field field, string kind) => kind switch
    {
        "type" => field with { Type = FieldType.Text, Minimum = null, Maximum = null, DateFormat = null },
        "required" => field with { Required = false, KeyPosition = 0 },
        "range" => field with { Minimum = null, Maximum = null },
        "pattern" => field with { Pattern = null },
        "format" => field with { Format = null },
        "accepted" => field with { Rules = [] },
        "unique" => field with { Unique = false },
        _ => field with { MinLength = null, MaxLength = null },
    };
}
