using Phusa.Catalog.Contracts;
using Phusa.Kernel.Data;

namespace Phusa.Catalog.Approvals;

/// <summary>Who asked for a contract, who put it in force, and when.</summary>
internal sealed record ContractDecision(string ProposedBy, DateTimeOffset ProposedAt, string DecidedBy, DateTimeOffset DecidedAt);

/// <summary>Puts a contract in force, within the caller's transaction.</summary>
internal static class ContractStore
{
    public static async Task<Dataset> PutInForceAsync(
        Session session, Dataset? known, DataContract contract, string yaml, ContractDecision decision,
        CancellationToken cancellation)
    {
        var now = decision.DecidedAt;
        var dataset = new Dataset(
            known?.Id ?? Guid.CreateVersion7(now), contract.Name, contract.Agency ?? "", contract.Classification,
            contract.Title, contract.Purpose, contract.Theme, contract.Licence, contract.Keywords,
            contract.Version.ToString(), known?.CreatedAt ?? now, now, contract.AgencyField);
        await session.ExecuteAsync(new(
            """
            insert into catalog_dataset (id, name, agency, classification, title_vi, title_en, purpose, theme, licence,
                keywords, contract_version, created_at, changed_at, agency_field)
            values (@id, @name, @agency, @class, @vi, @en, @purpose, @theme, @licence, @keywords, @version, @now, @now, @field)
            on conflict (id) do update set agency = excluded.agency, classification = excluded.classification,
                title_vi = excluded.title_vi, title_en = excluded.title_en, purpose = excluded.purpose,
                theme = excluded.theme, licence = excluded.licence, keywords = excluded.keywords,
                contract_version = excluded.contract_version, changed_at = excluded.changed_at,
                agency_field = excluded.agency_field
            """,
            ("id", dataset.Id), ("name", dataset.Name), ("agency", dataset.Agency), ("class", dataset.Classification),
            ("vi", dataset.Title.Vi), ("en", dataset.Title.En), ("purpose", dataset.Purpose), ("theme", dataset.Theme),
            ("licence", dataset.Licence), ("keywords", JsonStorage.Write(dataset.Keywords)),
            ("version", dataset.ContractVersion), ("now", now), ("field", dataset.AgencyField)), cancellation);
        await session.ExecuteAsync(new(
            """
            insert into catalog_contract (dataset_id, version, state, yaml, proposed_by, proposed_at, decided_by, decided_at)
            values (@dataset, @version, 'approved', @yaml, @by, @asked, @decider, @now)
            on conflict (dataset_id, version) do nothing
            """,
            ("dataset", dataset.Id), ("version", dataset.ContractVersion), ("yaml", yaml),
            ("by", decision.ProposedBy), ("asked", decision.ProposedAt), ("decider", decision.DecidedBy), ("now", now)),
            cancellation);
        return dataset;
    }
}
