using System.Data.Common;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Data;
using Phusa.Kernel.Vietnamese;

namespace Phusa.Catalog.Systems;

/// <summary>Systems and databases in the records. There are some hundred, so they are sorted here, as Vietnamese does.</summary>
internal sealed class SystemStore(Database database)
{
    public async Task<IReadOnlyList<InformationSystem>> ListAsync(CancellationToken cancellation) =>
        [.. (await database.ListAsync(
            new("select id, name, agency, kind, security_level, description from catalog_system"),
            row => new InformationSystem(
                row.Id("id"), row.Text("name"), row.TextOrNull("agency"), row.Choice<SystemKind>("kind"),
                (int?)row.IntegerOrNull("security_level"), row.TextOrNull("description")), cancellation))
            .OrderBy(system => system.Name, VietnameseComparer.Instance)];

    public async Task<IReadOnlyList<InformationDatabase>> DatabasesAsync(CancellationToken cancellation) =>
        [.. (await database.ListAsync(
            new("select id, name, agency, scope, system_id, description from catalog_database"),
            row => new InformationDatabase(
                row.Id("id"), row.Text("name"), row.TextOrNull("agency"), row.Choice<DatabaseScope>("scope"),
                row.IdOrNull("system_id"), row.TextOrNull("description")), cancellation))
            .OrderBy(one => one.Name, VietnameseComparer.Instance)];

    /// <summary>False when another system has the name.</summary>
    public Task<bool> SaveAsync(InformationSystem system, CancellationToken cancellation) => WriteAsync(
        new(
            """
            insert into catalog_system (id, name, agency, kind, security_level, description)
            values (@id, @name, @agency, @kind, @level, @description)
            on conflict (id) do update set name = excluded.name, agency = excluded.agency, kind = excluded.kind,
                security_level = excluded.security_level, description = excluded.description
            """,
            ("id", system.Id), ("name", system.Name), ("agency", system.Agency), ("kind", system.Kind),
            ("level", (long?)system.SecurityLevel), ("description", system.Description)), cancellation);

    /// <inheritdoc cref="SaveAsync(InformationSystem, CancellationToken)"/>
    public Task<bool> SaveAsync(InformationDatabase saved, CancellationToken cancellation) => WriteAsync(
        new(
            """
            insert into catalog_database (id, name, agency, scope, system_id, description)
            values (@id, @name, @agency, @scope, @system, @description)
            on conflict (id) do update set name = excluded.name, agency = excluded.agency, scope = excluded.scope,
                system_id = excluded.system_id, description = excluded.description
            """,
            ("id", saved.Id), ("name", saved.Name), ("agency", saved.Agency), ("scope", saved.Scope),
            ("system", saved.System), ("description", saved.Description)), cancellation);

    private async Task<bool> WriteAsync(Sql sql, CancellationToken cancellation)
    {
        try
        {
            return await database.ExecuteAsync(sql, cancellation) == 1;
        }
        catch (DbException failure) when (database.Dialect.IsDuplicate(failure))
        {
            return false;
        }
    }
}
