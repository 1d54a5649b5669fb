using Phusa.Catalog.Contracts;
using YamlDotNet.RepresentationModel;

namespace Phusa.Catalog.DataContracts;

/// <summary>What the service level agreement promises in time.</summary>
/// <remarks>An entry that was understood stays in the others without value and unit, for the rest it says.</remarks>
internal sealed record Promises(
    Frequency? Frequency, Frequency? Latency, Frequency? Retention, IReadOnlyList<object?> Others);

/// <summary>Reads frequency, latency and retention from the standard's list of properties.</summary>
internal sealed class SlaMapping(Places places)
{
    /// <summary>Units by every spelling in use; the first spelling of each is the one written.</summary>
    public static readonly IReadOnlyDictionary<string, FrequencyUnit> Units =
        new Dictionary<string, FrequencyUnit>(StringComparer.OrdinalIgnoreCase)
        {
            ["min"] = FrequencyUnit.Minute, ["minute"] = FrequencyUnit.Minute, ["minutes"] = FrequencyUnit.Minute,
            ["h"] = FrequencyUnit.Hour, ["hr"] = FrequencyUnit.Hour, ["hour"] = FrequencyUnit.Hour,
            ["hours"] = FrequencyUnit.Hour, ["d"] = FrequencyUnit.Day, ["day"] = FrequencyUnit.Day,
            ["days"] = FrequencyUnit.Day, ["w"] = FrequencyUnit.Week, ["week"] = FrequencyUnit.Week,
            ["weeks"] = FrequencyUnit.Week, ["mo"] = FrequencyUnit.Month, ["month"] = FrequencyUnit.Month,
            ["months"] = FrequencyUnit.Month, ["q"] = FrequencyUnit.Quarter, ["quarter"] = FrequencyUnit.Quarter,
            ["quarters"] = FrequencyUnit.Quarter, ["y"] = FrequencyUnit.Year, ["yr"] = FrequencyUnit.Year,
            ["year"] = FrequencyUnit.Year, ["years"] = FrequencyUnit.Year,
        };

    private static readonly string[] Understood = ["frequency", "latency", "retention"];

    public Promises Map(Part contract)
    {
        var found = new Dictionary<string, Frequency?>(StringComparer.Ordinal);
        var others = new List<object?>();
        var remarks = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var entry in contract.Maps("slaProperties"))
        {
            var name = (entry.Node("property") as YamlScalarNode)?.Value ?? "";
            if (!Understood.Contains(name) || found.ContainsKey(name))
            {
                others.Add(Whole(entry));
                continue;
            }
            found[name] = Span(entry);
            if (entry.Rest() is { Count: > 0 } rest)
            {
                remarks[name] = PlainValue.Map(rest.Prepend(KeyValuePair.Create("property", (object?)name)));
            }
        }
        others.InsertRange(0, Understood.Where(remarks.ContainsKey).Select(name => remarks[name]));
        return new(found.GetValueOrDefault("frequency"), found.GetValueOrDefault("latency"),
            found.GetValueOrDefault("retention"), others);
    }

    private static IReadOnlyDictionary<string, object?> Whole(Part entry) => PlainValue.Map(
        entry.Rest().Prepend(KeyValuePair.Create("property", (object?)entry.Text("property"))));

    private Frequency? Span(Part entry)
    {
        var (value, unit) = (entry.Integer("value"), entry.Text("unit"));
        if (value is >= 0 && unit is not null && Units.TryGetValue(unit, out var known)
            && entry.Number("value") == value)
        {
            return new(value.Value, known);
        }
        places.Refuse(entry.Path, "contract.span",
            T.ContractSpan(entry.Text("property"), string.Join(", ", Units.Keys)));
        return null;
    }
}
