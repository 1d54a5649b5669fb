using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.Kernel.Vietnamese;

namespace Phusa.Catalog.DataContracts;

/// <summary>Settings of the contract as a whole: every field they name exists and they can be carried out.</summary>
internal static class SettingsRules
{
    public static void Check(DataContract contract, Findings findings)
    {
        findings.NeedFields(contract, contract.Serve, "phusa.serve.lookup");
        findings.NeedFields(contract, contract.Open?.Fields ?? [], "phusa.open.fields");
        findings.NeedFields(contract, contract.Share?.Fields ?? [], "phusa.share.fields");
        if (contract.AgencyField is { } agency && findings.NeedField(contract, agency, "phusa.agencyField") is { } of
            && of.Type != FieldType.Text)
        {
            findings.Refuse("phusa.agencyField", "contract.agency-field", T.ContractAgencyField(of.Name));
        }
        if (contract.Load is LoadMode.Upsert or LoadMode.Delete && contract.Key.Count == 0)
        {
            findings.Refuse("phusa.load", "contract.load-needs-key", T.ContractLoadNeedsKey(Word.Of(contract.Load)));
        }
        CheckScores(contract, findings);
        CheckPartition(contract, findings);
        CheckRows(contract, findings);
        CheckMap(contract, findings);
        CheckSources(contract, findings);
    }

    private static void CheckScores(DataContract contract, Findings findings)
    {
        foreach (var (criterion, threshold) in contract.Gate.Thresholds.Where(pair => pair.Value is < 0 or > 100))
        {
            findings.Refuse($"phusa.gate.{Word.Of(criterion)}", "contract.out-of-range",
                T.ContractOutOfRange(threshold, 0, 100));
        }
        foreach (var (criterion, weight) in contract.Weights.Criteria.Where(pair => pair.Value < 0))
        {
            findings.Refuse($"phusa.weights.criteria.{Word.Of(criterion)}", "contract.out-of-range",
                T.ContractOutOfRange(weight, 0, "…"));
        }
        var names = contract.Rules.Concat(contract.Fields.SelectMany(field => field.Rules))
            .Select(rule => rule.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in contract.Weights.Checks.Keys.Where(name => !names.Contains(name)))
        {
            findings.Refuse($"phusa.weights.checks.{name}", "contract.no-such-check",
                T.ContractNoSuchCheck(name, Wording.Suggestion(NearestWord.To(name, names))));
        }
    }

    private static void CheckPartition(DataContract contract, Findings findings)
    {
        if (contract.Partition is not { } partition
            || findings.NeedField(contract, partition.Field, "phusa.partition.field") is not { } field)
        {
            return;
        }
        var needsDate = partition.Unit is
            PartitionUnit.Day or PartitionUnit.Month or PartitionUnit.Quarter or PartitionUnit.Year;
        if (needsDate && field.Type is not (FieldType.Date or FieldType.Timestamp) && field.Format != "period")
        {
            findings.Refuse("phusa.partition.unit", "contract.partition-date",
                T.ContractPartitionDate(Word.Of(partition.Unit), field.Name));
        }
        if ((partition.Unit == PartitionUnit.Hash) != partition.Buckets is >= 2)
        {
            findings.Refuse("phusa.partition.buckets", "contract.partition-buckets", T.ContractPartitionBuckets);
        }
    }

    private static void CheckRows(DataContract contract, Findings findings)
    {
        foreach (var (index, row) in (contract.Open?.Rows ?? []).Index())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"phusa.open.rows[{index}]");
            findings.NeedField(contract, row.Field, path + ".field");
            var fits = row.Operator switch
            {
                RowOperator.IsNull or RowOperator.NotNull => row.Values.Count == 0,
                RowOperator.In or RowOperator.NotIn => row.Values.Count > 0,
                _ => row.Values.Count == 1,
            };
            if (!fits)
            {
                findings.Refuse(path + ".values", "contract.condition-values",
                    T.ContractConditionValues(Word.Of(row.Operator), row.Values.Count));
            }
        }
    }

    private static void CheckMap(DataContract contract, Findings findings)
    {
        if (contract.Map is not { } map)
        {
            return;
        }
        if (findings.NeedField(contract, map.Geometry, "phusa.map.geometry") is { } field
            && field.Type != FieldType.Geometry && field.Format != "geo-point")
        {
            findings.Refuse("phusa.map.geometry", "contract.map-geometry", T.ContractMapGeometry(field.Name));
        }
        if (map.Label is not null)
        {
            findings.NeedField(contract, map.Label, "phusa.map.label");
        }
        if (map.MinZoom > map.MaxZoom)
        {
            findings.Refuse("phusa.map.minZoom", "contract.empty-range",
                T.ContractEmptyRange(map.MinZoom, map.MaxZoom));
        }
    }

    private static void CheckSources(DataContract contract, Findings findings)
    {
        foreach (var (index, source) in contract.Sources.Index())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"phusa.sources[{index}]");
            foreach (var name in source.Columns.Keys)
            {
                findings.NeedField(contract, name, $"{path}.columns.{name}");
            }
            if ((source.Kind == SourceKind.Database) != (source.Table is null ^ source.Query is null))
            {
                findings.Refuse(path, "contract.source-table", T.ContractSourceTable);
            }
            if (source.Schedule is { } cron
                && cron.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length != 5)
            {
                findings.Refuse(path + ".schedule", "contract.schedule", T.ContractSchedule(cron));
            }
        }
    }
}
