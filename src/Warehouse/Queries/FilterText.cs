using System.Text.Json;
using Phusa.Warehouse.Contracts;

namespace Phusa.Warehouse.Queries;

/// <summary>A filter as one text that no other filter has; for keys and signatures.</summary>
internal static class FilterText
{
    public static string Of(Filter? filter) => filter switch
    {
        And and => $"and({Join(and.Parts)})",
        Or or => $"or({Join(or.Parts)})",
        Not not => $"not({Of(not.Part)})",
        Condition condition => JsonSerializer.Serialize<string[]>(
            [condition.Field, condition.Operator.ToString(), .. condition.Values]),
        _ => "",
    };

    private static string Join(IReadOnlyList<Filter> parts) => string.Join(',', parts.Select(Of));
}
