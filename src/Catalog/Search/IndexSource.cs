using Phusa.Catalog.Contracts;
using Phusa.Kernel.Data;
using Phusa.Security.Contracts;

namespace Phusa.Catalog.Search;

/// <summary>Reads everything the index is made of, and tells cheaply whether any of it changed.</summary>
internal sealed class IndexSource(
    Database database, Datasets datasets, Terms terms, Themes themes, Agencies agencies, IDatasetStandings standings)
{
    public async Task<string> StampAsync(CancellationToken cancellation)
    {
        var catalogue = await database.ListAsync(new(
            """
            select count(*) as entries, max(changed_at) as latest from catalog_dataset
            union all select count(*), max(changed_at) from catalog_term
            union all select count(*), max(changed_at) from catalog_theme
            """), row => $"{row.Integer("entries")}@{row.InstantOrNull("latest"):O}", cancellation);
        var names = new HashCode();
        foreach (var agency in (await agencies.TreeAsync(cancellation)).All)
        {
            names.Add(agency);
        }
        return $"{string.Join(' ', catalogue)} {names.ToHashCode()} {await standings.StampAsync(cancellation)}";
    }

    public async Task<SearchIndex> ReadAsync(CancellationToken cancellation)
    {
        var tree = await agencies.TreeAsync(cancellation);
        var titles = (await themes.ListAsync(cancellation)).ToDictionary(theme => theme.Code, theme => theme.Title);
        var phrases = (await terms.ListAsync(cancellation)).Select(GlossaryPhrase.Of).ToList();
        var served = await standings.ReadAsync(cancellation);
        var documents = new List<SearchDocument>();
        foreach (var dataset in await datasets.ListAsync(cancellation))
        {
            var owner = tree.Find(dataset.Agency);
            documents.Add(SearchDocument.Of(
                dataset, await datasets.ContractAsync(dataset, cancellation),
                served.GetValueOrDefault(dataset.Id, DatasetStanding.Empty),
                owner is null ? [] : [owner.NameVi, owner.NameEn, owner.ShortName],
                titles.TryGetValue(dataset.Theme ?? "", out var title) ? title : null, phrases));
        }
        return new(documents);
    }
}
