using Phusa.Security.Contracts;
using Phusa.Security.Identity;
using Phusa.Security.Keys;
using Phusa.Security.Sessions;
using Phusa.Security.Web;

namespace Phusa.Security.Pages;

/// <summary>What the account page shows.</summary>
internal sealed record AccountView(
    Account Account, Caller Caller, AgencyTree Agencies, IReadOnlyList<SignedInSession> Sessions, Guid? Current,
    IReadOnlyList<ApiKey> Keys, int RecoveryCodes, Secrets? Secrets, DateTimeOffset Now);

/// <summary>
/// Gathers the page. A secret is taken out of its cookie here, so that reloading does not show it again.
/// </summary>
internal sealed class AccountReader(
    AccountStore accounts, Contracts.Agencies agencies, SessionStore sessions, ApiKeyStore keys, ShownOnce shown,
    TimeProvider time)
{
    public async Task<AccountView> ReadAsync(HttpContext http, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        var secrets = shown.Take(http);
        var account = await http.AccountAsync(accounts, cancellation);
        return new(
            account, http.Caller(), await agencies.TreeAsync(cancellation),
            await sessions.ListAsync(account.Id, cancellation), Claimed.SessionOf(http.User),
            await keys.ListAsync(account.Id, cancellation), await accounts.CountCodesAsync(account, cancellation),
            secrets, time.GetUtcNow());
    }
}
