using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;

namespace Phusa.Catalog.DataContracts;

/// <summary>Our properties of the contract as a whole, without their prefix. Defaults are left out.</summary>
internal static class PropertiesTree
{
    public static Branch Of(DataContract contract) => new Branch()
        .Add("agency", contract.Agency).Add("agencyField", contract.AgencyField)
        .AddWord<Classification>("classification", contract.Classification)
        .Add("legalBasis", contract.LegalBasis.Select(Citation).ToList())
        .Add("lists", contract.Lists.Select(Word.Of).ToList())
        .Add("titleVi", contract.TitleVi).Add("titleEn", contract.TitleEn)
        .Add("keywords", contract.Keywords).Add("theme", contract.Theme).Add("licence", contract.Licence)
        .AddWord<LoadMode>("load", contract.Load)
        .Add("partition", contract.Partition is { } partition ? new Branch().Add("field", partition.Field)
            .AddWord<PartitionUnit>("unit", partition.Unit).Add("buckets", partition.Buckets) : null)
        .Add("serve", new Branch().Add("lookup", contract.Serve))
        .Add("gate", contract.Gate.Mode == GateMode.None && contract.Gate.Thresholds.Count == 0 ? null
            : Criteria(new Branch().AddWord<GateMode>("mode", contract.Gate.Mode), contract.Gate.Thresholds))
        .Add("weights", new Branch().Add("criteria", Criteria(new(), contract.Weights.Criteria))
            .Add("checks", Map(contract.Weights.Checks)))
        .Add("open", contract.Open is { } open ? Open(open) : null)
        .Add("share", contract.Share is { } share ? Share(share) : null)
        .Add("map", contract.Map is { } map ? new Branch().Add("geometry", map.Geometry).Add("label", map.Label)
            .Add("style", map.Style).Add("minZoom", map.MinZoom).Add("maxZoom", map.MaxZoom) : null)
        .Add("sources", contract.Sources.Select(Source).ToList());

    private static object Citation(LegalCitation one) => one is { Date: null, Article: null } ? one.Number
        : new Branch().Add("number", one.Number)
            .Add("date", one.Date is { } date ? Limits.Write(date) : null).Add("article", one.Article);

    private static Branch Criteria(Branch branch, IReadOnlyDictionary<QualityCriterion, decimal> values)
    {
        foreach (var criterion in Enum.GetValues<QualityCriterion>().Where(values.ContainsKey))
        {
            branch.Add(Word.Of(criterion), values[criterion]);
        }
        return branch;
    }

    private static Branch Open(OpenSlice open) => new Branch { KeepEmpty = true }
        .Add("fields", open.Fields)
        .Add("rows", open.Rows.Select(row => new Branch().Add("field", row.Field)
            .AddWord<RowOperator>("operator", row.Operator).Add("values", row.Values)).ToList())
        .Add("k", open.K).Add("suppressBelow", open.SuppressBelow);

    private static Branch Share(SharingTerms share) => new Branch()
        .Add("agencies", share.Agencies).Add("purposes", share.Purposes).Add("fields", share.Fields)
        .Add("approval", share.Approval).Add("days", share.Days).Add("callsPerDay", share.CallsPerDay);

    private static Branch Source(SourceDeclaration source) => new Branch()
        .AddWord<SourceKind>("kind", source.Kind).Add("name", source.Name).Add("location", source.Location)
        .Add("format", source.Format).Add("table", source.Table).Add("query", source.Query)
        .Add("schedule", source.Schedule).Add("columns", Map(source.Columns)).Add("options", Map(source.Options));

    private static Branch Map<T1>(IReadOnlyDictionary<string, T1> values)
    {
        var branch = new Branch();
        foreach (var (key, value) in values)
        {
            branch.Add(key, value);
        }
        return branch;
    }
}
