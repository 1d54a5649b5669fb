using Phusa.Catalog.Systems;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Catalog.Contracts;

/// <summary>The catalogue of information systems and databases.</summary>
public sealed class InformationSystems
{
    private const int HighestLevel = 5;

    private readonly SystemStore store;
    private readonly Agencies agencies;
    private readonly TimeProvider clock;

    internal InformationSystems(SystemStore store, Agencies agencies, TimeProvider clock) =>
        (this.store, this.agencies, this.clock) = (store, agencies, clock);

    /// <summary>By name, as Vietnamese sorts.</summary>
    public Task<IReadOnlyList<InformationSystem>> ListAsync(CancellationToken cancellation) =>
        store.ListAsync(cancellation);

    /// <summary>By name, as Vietnamese sorts.</summary>
    public Task<IReadOnlyList<InformationDatabase>> DatabasesAsync(CancellationToken cancellation) =>
        store.DatabasesAsync(cancellation);

    /// <summary>Adds or changes a system by its id.</summary>
    public async Task<Outcome<InformationSystem>> SaveAsync(InformationSystem system, CancellationToken cancellation)
    {
        var problems = await ProblemsAsync(system.Name, system.Agency, cancellation);
        if (system.SecurityLevel is < 1 or > HighestLevel)
        {
            problems.Add(new("securityLevel", "system.level-invalid", T.SystemLevelInvalid(HighestLevel)));
        }
        return problems.Count > 0 ? new Refusal(problems)
            : await store.SaveAsync(system with { Name = system.Name.Trim() }, cancellation)
                ? system : Taken(system.Name);
    }

    /// <summary>Adds or changes a database by its id.</summary>
    public async Task<Outcome<InformationDatabase>> SaveAsync(
        InformationDatabase database, CancellationToken cancellation)
    {
        var problems = await ProblemsAsync(database.Name, database.Agency, cancellation);
        if (database.System is { } system && (await store.ListAsync(cancellation)).All(known => known.Id != system))
        {
            problems.Add(new("system", "database.system-unknown", T.DatabaseSystemUnknown));
        }
        return problems.Count > 0 ? new Refusal(problems)
            : await store.SaveAsync(database with { Name = database.Name.Trim() }, cancellation)
                ? database : Taken(database.Name);
    }

    /// <summary>Takes a system or a database out of use. It keeps its name and stays in the catalogue with the reason.</summary>
    public async Task<Outcome<Retirement>> RetireAsync(
        Guid id, string? reason, string by, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return new Refusal(new Problem("reason", "system.reason-missing", T.SystemReasonMissing));
        }
        var retirement = new Retirement(clock.GetUtcNow(), by, reason.Trim());
        return await store.RetireAsync(id, retirement, cancellation) ? retirement : Unknown(id);
    }

    /// <summary>Puts what was retired back into use.</summary>
    public async Task<Outcome<Guid>> RestoreAsync(Guid id, CancellationToken cancellation) =>
        await store.RetireAsync(id, null, cancellation) ? id : Unknown(id);

    private static Missing Unknown(Guid id) => new(new Problem("id", "system.missing", T.SystemMissing($"{id}")));

    private static Refusal Taken(string name) => new(new Problem("name", "system.name-taken", T.SystemNameTaken(name)));

    private async Task<List<Problem>> ProblemsAsync(string name, string? agency, CancellationToken cancellation)
    {
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(name))
        {
            problems.Add(new("name", "system.name-missing", T.SystemNameMissing));
        }
        if (agency is not null && (await agencies.TreeAsync(cancellation)).Find(agency) is null)
        {
            problems.Add(new("agency", "system.agency-unknown", T.SystemAgencyUnknown(agency)));
        }
        return problems;
    }
}
