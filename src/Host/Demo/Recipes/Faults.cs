using System.Text.Json;

namespace Phusa.Host.Demo.Recipes;

/// <summary>What is spoilt on purpose in the finished rows, so that checks have something to find.</summary>
internal sealed class Faults
{
    private static readonly string[] kinds = ["blank", "pad", "outlier", "duplicate"];

    private readonly Recipe recipe;
    private readonly PlanBuilder plan;

    public Faults(Recipe recipe, PlanBuilder plan)
    {
        (this.recipe, this.plan) = (recipe, plan);
        if (recipe.Faults is { } faults
            && faults.EnumerateObject().FirstOrDefault(fault => !kinds.Contains(fault.Name)) is { Value.ValueKind: not
                JsonValueKind.Undefined } unknown)
        {
            throw new InvalidDataException($"{recipe.File}: unknown fault '{unknown.Name}'.");
        }
    }

    /// <summary>Rows that stand twice, as they are.</summary>
    public Share Duplicate => new(plan.Draws("duplicate fault"),
        recipe.Faults?.TryGetProperty("duplicate", out var share) == true ? Number(share, "duplicate") : 0);

    public Share Of(string kind, string field)
    {
        var share = Find(kind, field) is { } given ? Number(given, field) : 0;
        return new Share(plan.Draws($"{field} {kind} fault"), share);
    }

    public (Share Share, double Factor) Outlier(string field)
    {
        var (share, factor) = (0.0, 1.0);
        if (Find("outlier", field) is { } given)
        {
            share = given.TryGetProperty("share", out var some) ? Number(some, field) : 0;
            factor = given.TryGetProperty("factor", out var times) ? Number(times, field) : 1;
        }

        return (new Share(plan.Draws($"{field} outlier fault"), share), factor);
    }

    public bool HasOutlier(string field) => Find("outlier", field) is not null;

    public void RefuseUnknown(IEnumerable<string> fields)
    {
        var known = fields.ToHashSet();
        var named = recipe.Faults?.EnumerateObject().Where(fault => fault.Value.ValueKind == JsonValueKind.Object)
            .SelectMany(fault => fault.Value.EnumerateObject()).Select(property => property.Name) ?? [];
        if (named.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw Arguments.Refusal(recipe.File, unknown, "has a fault but is no field of this recipe");
        }
    }

    private JsonElement? Find(string kind, string field)
    {
        return recipe.Faults?.TryGetProperty(kind, out var fields) == true
            && fields.TryGetProperty(field, out var given) ? given : null;
    }

    private double Number(JsonElement given, string field)
    {
        return given.ValueKind == JsonValueKind.Number ? given.GetDouble()
            : throw Arguments.Refusal(recipe.File, field, "its fault must be a number");
    }
}
