using Phusa.Kernel.Data;
using Phusa.Security.Contracts;

namespace Phusa.Security.Identity;

/// <summary>
/// The caller behind an account, as the records have it now. A closed account is nobody; one whose password was given
/// out holds no role until its owner has chosen another.
/// </summary>
internal sealed class CallerStore(Database database)
{
    public Task<Caller?> FindAsync(Guid account, SignInMethod method, CancellationToken cancellation) =>
        database.ReadAsync(
        async session =>
        {
            var found = await session.FindAsync(
                new("select display_name, one_time_until from security_account where id = @id and locked_at is null",
                    ("id", account)),
                row => new Found(row.Text("display_name"), row.InstantOrNull("one_time_until") is not null), cancellation);
            return found is null
                ? null
                : new Caller(
                    account, found.Name,
                    found.IsNew ? [] : await GrantStore.ListAsync(session, account, cancellation), method);
        },
        cancellation);

    private sealed record Found(string Name, bool IsNew);
}
