using Phusa.Kernel.Data;
using Phusa.Security.Contracts;

namespace Phusa.Security.Identity;

/// <summary>The caller behind an account, as the records have it now.</summary>
internal sealed class CallerStore(Database database)
{
    public Task<Caller?> FindAsync(Guid account, SignInMethod method, CancellationToken cancellation) =>
        database.ReadAsync(
        async session =>
        {
            var name = await session.FindAsync(
                new("select display_name from security_account where id = @id", ("id", account)),
                row => row.Text("display_name"), cancellation);
            return name is null
                ? null
                : new Caller(account, name, await GrantStore.ListAsync(session, account, cancellation), method);
        },
        cancellation);
}
