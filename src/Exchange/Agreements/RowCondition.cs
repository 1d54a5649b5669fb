using Microsoft.AspNetCore.WebUtilities;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Warehouse.Contracts;

namespace Phusa.Exchange.Agreements;

/// <summary>Which rows an agreement lets out, written as in the query of an address.</summary>
internal static class RowCondition
{
    public const int Longest = 1000;

    /// <summary>Null for every row.</summary>
    public static Filter? Read(string? text) =>
        text is null ? null : QueryReading.OfAddress(QueryHelpers.ParseQuery(text)).Query.Where;

    /// <summary>What is wrong with it, by the contract; a sort or a page is no condition.</summary>
    public static IReadOnlyList<Problem> Problems(string text, DataContract contract)
    {
        var reading = QueryReading.OfAddress(QueryHelpers.ParseQuery(text));
        if (text.Length > Longest || reading.Problems.Count == 0 && reading.Query != new Query { Where = reading.Query.Where }
            || reading is { Problems.Count: 0, Query.Where: null })
        {
            return [new("condition", "agreement.condition-only", T.AgreementConditionOnly(Longest))];
        }
        return [.. QueryRunner.Check(contract, QueryAccess.Full, reading).Select(problem => problem with { Field = "condition" })];
    }
}
