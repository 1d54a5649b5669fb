using Phusa.Kernel.Data;
using Phusa.Security.Contracts;

namespace Phusa.Security.Identity;

/// <summary>Which roles an account holds at which agencies.</summary>
internal sealed class GrantStore(Database database)
{
    public Task<IReadOnlyList<RoleGrant>> ListAsync(Guid account, CancellationToken cancellation) =>
        database.ReadAsync(session => ListAsync(session, account, cancellation), cancellation);

    public static Task<IReadOnlyList<RoleGrant>> ListAsync(Session session, Guid account,
        CancellationToken cancellation) =>
        session.ListAsync(
            new("select role, agency_code from security_grant where account_id = @id order by role, agency_code",
                ("id", account)),
            row => new RoleGrant(row.Choice<Role>("role"), row.Text("agency_code")), cancellation);

    public Task<int> ReplaceAsync(Guid account, IReadOnlyList<RoleGrant> grants, CancellationToken cancellation) =>
        database.WriteAsync(session => ReplaceAsync(session, account, grants, cancellation), cancellation);

    public static async Task<int> ReplaceAsync(
        Session session, Guid account, IReadOnlyList<RoleGrant> grants, CancellationToken cancellation)
    {
        await session.ExecuteAsync(
            new("delete from security_grant where account_id = @id", ("id", account)), cancellation);
        foreach (var grant in grants.Distinct())
        {
            await session.ExecuteAsync(new(
                "insert into security_grant (account_id, role, agency_code) values (@id, @role, @agency)",
                ("id", account), ("role", grant.Role), ("agency", grant.Agency)), cancellation);
        }
        return grants.Count;
    }
}
