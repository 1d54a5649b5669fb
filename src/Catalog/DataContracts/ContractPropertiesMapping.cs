using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using YamlDotNet.RepresentationModel;

namespace Phusa.Catalog.DataContracts;

/// <summary>Reads our properties of the contract as a whole.</summary>
internal sealed class ContractPropertiesMapping(Places places)
{
    public DataContract Map(DataContract contract, Part ours) => contract with
    {
        Agency = ours.Text("agency"),
        AgencyField = ours.Text("agencyField"),
        Classification = ours.Word<Classification>("classification") ?? Classification.Restricted,
        LegalBasis = Citations(ours),
        Lists = [.. ours.Texts("lists").Select(Word.Parse<DatasetListKind>).OfType<DatasetListKind>()],
        TitleVi = ours.Text("titleVi"),
        TitleEn = ours.Text("titleEn"),
        Keywords = ours.Texts("keywords"),
        Theme = ours.Text("theme"),
        Licence = ours.Text("licence"),
        Load = ours.Word<LoadMode>("load") ?? (contract.Key.Count > 0 ? LoadMode.Upsert : LoadMode.Replace),
        Partition = ours.Has("partition") ? PartitionOf(ours.Map("partition")) : null,
        Serve = ours.Node("serve") is YamlSequenceNode ? ours.Texts("serve") : ours.Map("serve").Texts("lookup"),
        Gate = ours.Has("gate") ? GateOf(ours.Map("gate")) : Gate.Open,
        Weights = WeightsOf(ours.Map("weights")),
        Open = ours.Has("open") ? OpenOf(ours.Map("open")) : null,
        Share = ours.Has("share") ? ShareOf(ours.Map("share")) : null,
        Map = ours.Has("map") ? MapOf(ours.Map("map")) : null,
        Sources = [.. ours.Maps("sources").Select(SourceOf)],
    };

    private List<LegalCitation> Citations(Part ours)
    {
        var found = new List<LegalCitation>();
        foreach (var (index, node) in (ours.Node("legalBasis") as YamlSequenceNode ?? []).Index())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{ours.Path}.legalBasis[{index}]");
            var part = Part.Of(node, path);
            var written = part.Text("date");
            var date = Limits.Date(written);
            if (written is not null && date is null)
            {
                places.Refuse(path + ".date", "contract.bad-date", T.ContractBadDate(written));
            }
            found.Add(new((node as YamlScalarNode)?.Value ?? part.Text("number") ?? "", date, part.Text("article")));
        }
        return found;
    }

    private static Partition PartitionOf(Part part) => new(
        part.Text("field") ?? "", part.Word<PartitionUnit>("unit") ?? PartitionUnit.Value, part.Integer("buckets"));

    private static Gate GateOf(Part part) => new(part.Word<GateMode>("mode") ?? GateMode.None, Criteria(part));

    private static Weights WeightsOf(Part part)
    {
        var checks = part.Map("checks");
        var names = part.Dictionary("checks").Keys;
        return part.IsEmpty ? Weights.Equal : new(Criteria(part.Map("criteria")),
            names.Where(name => checks.Number(name) is not null)
                .ToDictionary(name => name, name => checks.Number(name)!.Value));
    }

    private static Dictionary<QualityCriterion, decimal> Criteria(Part part) => Enum.GetValues<QualityCriterion>()
        .Where(one => part.Number(Word.Of(one)) is not null)
        .ToDictionary(one => one, one => part.Number(Word.Of(one))!.Value);

    private static OpenSlice OpenOf(Part part) => new()
    {
        Fields = part.Texts("fields"),
        Rows = [.. part.Maps("rows").Select(row => new RowCondition(
            row.Text("field") ?? "", row.Word<RowOperator>("operator") ?? RowOperator.Equal, row.Texts("values")))],
        K = part.Integer("k"),
        SuppressBelow = part.Integer("suppressBelow"),
    };

    private static SharingTerms ShareOf(Part part) => new()
    {
        Agencies = part.Texts("agencies"),
        Purposes = part.Texts("purposes"),
        Fields = part.Texts("fields"),
        Approval = part.Flag("approval") ?? true,
        Days = part.Integer("days"),
        CallsPerDay = part.Integer("callsPerDay"),
    };

    private static MapSettings MapOf(Part part) => new(part.Text("geometry") ?? "", part.Text("label"),
        part.Text("style"), part.Integer("minZoom"), part.Integer("maxZoom"));

    private static SourceDeclaration SourceOf(Part part) => new()
    {
        Kind = part.Word<SourceKind>("kind") ?? SourceKind.File,
        Name = part.Text("name"),
        Location = part.Text("location") ?? "",
        Format = part.Text("format"),
        Table = part.Text("table"),
        Query = part.Text("query"),
        Schedule = part.Text("schedule"),
        Columns = part.Dictionary("columns"),
        Options = part.Dictionary("options"),
    };
}
