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
            new(
                """
                select id, name, agency, kind, security_level, description, retired_at, retired_by, retired_reason
                from catalog_system
                """),
            row => new InformationSystem(
                row.Id("id"), row.Text("name"), row.TextOrNull("agency"), row.Choice<SystemKind>("kind"),
                (int?)row.IntegerOrNull("security_level"), row.TextOrNull("description"), RetirementOf(row)), cancellation))
            .OrderBy(system => system.Name, VietnameseComparer.Instance)];

    public async Task<IReadOnlyList<InformationDatabase>> DatabasesAsync(CancellationToken cancellation) =>
        [.. (await database.ListAsync(
            new(
                """
                select id, name, agency, scope, system_id, description, retired_at, retired_by, retired_reason
                from catalog_database
                """),
            row => new InformationDatabase(
                row.Id("id"), row.Text("name"), row.TextOrNull("agency"), row.Choice<DatabaseScope>("scope"),
                row.IdOrNull("system_id"), row.TextOrNull("description"), RetirementOf(row)), cancellation))
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

    /// <summary>Ends a system or a database, or with null brings it back; false when neither has the id.</summary>
    public Task<bool> RetireAsync(Guid id, Retirement? retirement, CancellationToken cancellation) => database.WriteAsync(
        async session =>
        {
            (string, object?)[] values =
            [
                ("id", id), ("at", retirement?.At), ("by", retirement?.By), ("reason", retirement?.Reason),
            ];
            var systems = await session.ExecuteAsync(new(
                "update catalog_system set retired_at = @at, retired_by = @by, retired_reason = @reason where id = @id",
                values), cancellation);
            return systems + await session.ExecuteAsync(new(
                "update catalog_database set retired_at = @at, retired_by = @by, retired_reason = @reason where id = @id",
                values), cancellation) > 0;
        }, cancellation);

    private static Retirement? RetirementOf(Row row) => row.InstantOrNull("retired_at") is { } at
        ? new(at, row.Text("retired_by"), row.Text("retired_reason")) : null;

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
