using Microsoft.AspNetCore.Identity;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Administration;
using Phusa.Security.Identity;

namespace Phusa.Security.Contracts;

/// <summary>What the program itself does with accounts: create them and say what they may do.</summary>
public sealed class Accounts
{
    private readonly UserManager<Account> users;
    private readonly AccountStore store;
    private readonly GrantStore grantStore;
    private readonly Agencies agencies;
    private readonly IEnumerable<IPartners> partners;
    private readonly TimeProvider time;

    internal Accounts(
        UserManager<Account> users, AccountStore store, GrantStore grants, Agencies agencies, IEnumerable<IPartners> partners,
        TimeProvider time) =>
        (this.users, this.store, grantStore, this.agencies, this.partners, this.time) = (users, store, grants, agencies, partners, time);

    /// <summary>
    /// Whether there is any account. The first one to make is an <c>Administrator</c> without an agency.
    /// </summary>
    public async Task<bool> AnyAsync(CancellationToken cancellation) => await store.CountAsync(cancellation) > 0;

    /// <summary>An account as the one who acts, for programs that set a province up; null when there is none of that name.</summary>
    public async Task<Caller?> FindAsync(string userName, CancellationToken cancellation) =>
        await users.FindByNameAsync(userName.Trim()) is { } account
            ? new(account.Id, account.DisplayName, await grantStore.ListAsync(account.Id, cancellation), SignInMethod.None) : null;

    /// <summary>Creates an account with its roles. Returns its id, or every reason why not.</summary>
    public Task<Outcome<NewAccount>> CreateAsync(
        string userName, string displayName, string password, IReadOnlyList<RoleGrant> grants,
        CancellationToken cancellation) =>
        CreateAsync(userName, displayName, password, grants, null, null, cancellation);

    /// <param name="oneTimeUntil">Until when the password may be used to choose another; null when it is to stay.</param>
    /// <param name="by">The administrator whose deed it is; null when the program makes the account itself.</param>
    internal async Task<Outcome<NewAccount>> CreateAsync(
        string userName, string displayName, string password, IReadOnlyList<RoleGrant> grants,
        DateTimeOffset? oneTimeUntil, Caller? by, CancellationToken cancellation)
    {
        var account = new Account
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            UserName = userName.Trim(),
            DisplayName = displayName.Trim(),
            SecurityStamp = Guid.NewGuid().ToString("N"),
            CreatedAt = time.GetUtcNow(),
            OneTimeUntil = oneTimeUntil,
        };
        account.NormalizedUserName = users.NormalizeName(account.UserName) ?? "";
        var problems = await ProblemsAsync(account, password, grants, cancellation);
        if (problems.Count > 0)
        {
            return new Refusal(problems);
        }
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        var action = by is null ? null : AdminAction.By(
            by, time.GetUtcNow(), AdminActionKind.AccountOpened, account.Id.ToString(), account.UserName,
            string.Join(' ', grants.Select(grant => $"+{grant.Role}@{grant.Agency}")));
        var created = await store.CreateAsync(account, grants, action, cancellation);
        return created.Succeeded ? new NewAccount(account.Id) : new Refusal([.. IdentityProblems.Of(created)]);
    }

    private async Task<List<Problem>> ProblemsAsync(
        Account account, string password, IReadOnlyList<RoleGrant> grants, CancellationToken cancellation)
    {
        List<Problem> problems = [.. await GrantProblemsAsync(grants, cancellation)];
        if (account.DisplayName.Length == 0)
        {
            problems.Add(new("displayName", "account.display-name-missing", T.AccountDisplayNameMissing));
        }
        foreach (var validator in users.UserValidators)
        {
            problems.AddRange(IdentityProblems.Of(await validator.ValidateAsync(users, account)));
        }
        foreach (var validator in users.PasswordValidators)
        {
            problems.AddRange(IdentityProblems.Of(await validator.ValidateAsync(users, account, password)));
        }
        return problems;
    }

    /// <summary>Replaces all roles of an account; open sessions and keys follow at their next request.</summary>
    public async Task<Outcome<RoleGrant[]>> GrantAsync(
        string userName, IReadOnlyList<RoleGrant> grants, CancellationToken cancellation)
    {
        if (await users.FindByNameAsync(userName.Trim()) is not { } account)
        {
            return new Missing(new("userName", "account.missing", T.AccountMissing(userName)));
        }
        var problems = await GrantProblemsAsync(grants, cancellation);
        if (problems.Count > 0)
        {
            return new Refusal(problems);
        }
        await grantStore.ReplaceAsync(account.Id, grants, cancellation);
        return grants.Distinct().ToArray();
    }

    internal async Task<IReadOnlyList<Problem>> GrantProblemsAsync(
        IReadOnlyList<RoleGrant> grants, CancellationToken cancellation)
    {
        var tree = await agencies.TreeAsync(cancellation);
        var outside = (await PartnersAsync(cancellation)).Select(partner => partner.Code).ToHashSet();
        return [.. grants.Where(grant => !Fits(grant, tree, outside))
            .Select(grant =>
                new Problem("grants", "account.agency-unknown", T.AccountAgencyUnknown(grant.Role, grant.Agency)))];
    }

    /// <summary>At which integrators may be named besides agencies.</summary>
    internal async Task<IReadOnlyList<Partner>> PartnersAsync(CancellationToken cancellation)
    {
        var all = new List<Partner>();
        foreach (var port in partners)
        {
            all.AddRange(await port.ListAsync(cancellation));
        }
        return all;
    }

    /// <summary>
    /// The first administrator comes before the first agency, so that role may stand for the whole platform.
    /// </summary>
    private static bool Fits(RoleGrant grant, AgencyTree tree, HashSet<string> outside) => grant.Role switch
    {
        Role.Citizen or Role.Business => grant.Agency.Length == 0,
        Role.Administrator when grant.Agency.Length == 0 => true,
        Role.Integrator when outside.Contains(grant.Agency) => true,
        _ => tree.Find(grant.Agency) is not null,
    };
}

/// <summary>An account that was just created.</summary>
public sealed record NewAccount(Guid Id);
