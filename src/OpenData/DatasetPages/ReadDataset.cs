using Phusa.Kernel.Outcomes;
using Phusa.OpenData.Access;
using Phusa.OpenData.Catalogue;
using Phusa.Quality.Contracts;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.DatasetPages;

/// <summary>Reads what stands around every tab of a dataset's page.</summary>
internal sealed class ReadDataset(Sights sights, Versions versions, ScoresNow scores, NameBook names, DatasetUse use)
{
    /// <param name="number">The version to look at; null takes the served one.</param>
    public async Task<Outcome<DatasetView>> RunAsync(
        string name, string tab, Caller caller, long? number, CancellationToken cancellation)
    {
        if (await sights.FindAsync(name, caller, cancellation) is not { } described)
        {
            return ApiMissing.Dataset(name);
        }
        var served = await versions.CurrentAsync(described.Dataset.Id, cancellation);
        var version = number is { } asked && asked != served?.Number
            ? await versions.FindAsync(described.Dataset.Id, asked, cancellation)
            : served;
        if (number is not null && version is null)
        {
            return ApiMissing.Version(name, number);
        }
        var sight = version is null ? described
            : await sights.OfAsync(described.Dataset, version.ContractVersion, caller, cancellation);
        use.Record(described.Dataset.Id, caller, UseKind.Page);
        return new DatasetView(
            sight, version, served, served is null ? null : await scores.NowAsync(described.Dataset, cancellation),
            await names.OpenAsync(cancellation), tab, caller.Has(Role.Steward, described.Dataset.Agency));
    }
}
