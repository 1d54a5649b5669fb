using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Security.Administration;

/// <summary>A new account, with the password its owner must replace at first use.</summary>
internal sealed class OpenAccount(Contracts.Accounts accounts, TimeProvider time)
{
    public async Task<Outcome<GivenPassword>> RunAsync(
        Caller by, string userName, string displayName, IReadOnlyList<RoleGrant> grants, CancellationToken cancellation)
    {
        var password = OneTimePassword.Make();
        var created = await accounts.CreateAsync(
            userName, displayName, password, grants, time.GetUtcNow() + OneTimePassword.Lifetime, by, cancellation);
        return created.IsDone
            ? new GivenPassword(created.Value.Id, password)
            : new Refusal(created.Problems);
    }
}
