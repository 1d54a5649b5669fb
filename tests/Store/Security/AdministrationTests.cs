using System.Data.Common;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Administration;
using Phusa.Security.Contracts;
using Phusa.Security.Identity;
using Phusa.Security.Keys;
using Phusa.Security.Sessions;

namespace Phusa.Tests.Store.Security;

public abstract class AdministrationTests(IRecordsEngine engine) : SecurityTests(engine)
{
    private static readonly Caller Admin = new(
        Guid.Parse("0190b6a0-0000-7000-8000-000000000001"), "Trần Quốc Bảo", [new(Role.Administrator)],
        SignInMethod.Session, Address: "10.0.0.2");

    [EngineFact]
    public async Task A_new_account_has_no_role_until_its_password_is_replaced()
    {
        var given = (await Get<OpenAccount>().RunAsync(
            Admin, "lan", "Nguyễn Thị Lan", [new(Role.Steward, "H21.05")], default)).Value!;

        var (result, _) = await Get<SignIn>().CheckPasswordAsync("lan", given.Password);
        Assert.Equal(SignInOutcome.Done, result);
        Assert.Empty((await CallerAsync(given.Account))!.Grants);
        Assert.Equal("account.password-same", Assert.Single(
            (await ChangeAsync(given.Password, given.Password)).Problems).Code);
        Assert.True((await ChangeAsync(given.Password, Password)).IsDone);

        Assert.Equal([new(Role.Steward, "H21.05")], (await CallerAsync(given.Account))!.Grants);
        Assert.Equal(SignInOutcome.Wrong, (await Get<SignIn>().CheckPasswordAsync("lan", given.Password)).Result);
    }

    [EngineFact]
    public async Task A_one_time_password_ends_by_itself()
    {
        var given = (await Get<OpenAccount>().RunAsync(Admin, "lan", "Nguyễn Thị Lan", [], default)).Value!;
        Time.Pass(OneTimePassword.Lifetime + TimeSpan.FromSeconds(1));

        Assert.Equal(SignInOutcome.Wrong, (await Get<SignIn>().CheckPasswordAsync("lan", given.Password)).Result);
    }

    [EngineFact]
    public async Task A_key_made_with_a_given_password_does_not_outlive_it()
    {
        var given = (await Get<OpenAccount>().RunAsync(Admin, "lan", "Nguyễn Thị Lan", [], default)).Value!;
        var key = (await Get<ApiKeys>().CreateAsync(given.Account, "Báo cáo", 30, default)).Value!;

        await ChangeAsync(given.Password, Password);

        Assert.Null(await Get<ApiKeyStore>().UseAsync(KeySecret.Hash(key.Secret), default));
    }

    [EngineFact]
    public async Task A_locked_account_is_nobody_until_it_is_unlocked()
    {
        var id = await CreateLanAsync();
        var session = await Get<SessionStore>().CreateAsync(id, "Firefox", "10.0.0.7", default);

        Assert.True((await Get<SecureAccount>().LockAsync(Admin, id, default)).IsDone);

        Assert.Equal(SignInOutcome.Closed, (await Get<SignIn>().CheckPasswordAsync("lan", Password)).Result);
        Assert.Equal(SignInOutcome.Wrong, (await Get<SignIn>().CheckPasswordAsync("lan", "không phải")).Result);
        Assert.Null(await CallerAsync(id));
        Assert.Null(await Get<SessionStore>().FindAsync(session.Id, default));

        Assert.True((await Get<SecureAccount>().UnlockAsync(Admin, id, default)).IsDone);
        Assert.Equal(SignInOutcome.Done, (await Get<SignIn>().CheckPasswordAsync("lan", Password)).Result);
    }

    [EngineFact]
    public async Task Resetting_the_second_factor_leaves_the_password_alone_and_no_recovery_code()
    {
        var id = await CreateLanAsync();
        await Get<TwoFactor>().BeginAsync(await FindLanAsync());
        var account = await FindLanAsync();
        await Get<TwoFactor>().EnableAsync(account, Totp.Code(account.AuthenticatorKey!, Time.GetUtcNow()));

        Assert.True((await Get<SecureAccount>().ResetSecondFactorAsync(Admin, id, default)).IsDone);

        Assert.Equal(SignInOutcome.Done, (await Get<SignIn>().CheckPasswordAsync("lan", Password)).Result);
        Assert.Equal(0, await Get<AccountStore>().CountCodesAsync(account, default));
        Assert.Null((await FindLanAsync()).AuthenticatorKey);
    }

    [EngineFact]
    public async Task Roles_are_given_and_taken_one_by_one()
    {
        var id = await CreateLanAsync();
        var change = Get<ChangeRoles>();

        await change.GrantAsync(Admin, id, new(Role.Analyst, "H21"), default);
        var left = await change.RevokeAsync(Admin, id, new(Role.Steward, "H21.05"), default);

        Assert.Equal([new(Role.Analyst, "H21")], left.Value!.Grants);
        Assert.Equal("account.agency-unknown", Assert.Single(
            (await change.GrantAsync(Admin, id, new(Role.Leader, "H99"), default)).Problems).Code);
        Assert.True((await change.GrantAsync(Admin, Guid.NewGuid(), new(Role.Citizen), default)).IsMissing);
        Assert.Equal(["-Steward@H21.05", "+Analyst@H21"],
            (await Get<AdminActions>().OfAsync(id.ToString(), 10, default)).Select(action => action.Detail)
                .OrderDescending(StringComparer.Ordinal));
    }

    [EngineFact]
    public async Task Nobody_administers_their_own_account()
    {
        var id = await CreateLanAsync();
        var lan = Admin with { AccountId = id };

        Assert.Equal("admin.own-account", Assert.Single(
            (await Get<ChangeRoles>().GrantAsync(lan, id, new(Role.DataOffice, "H21.05"), default)).Problems).Code);
        Assert.Equal("admin.own-account", Assert.Single(
            (await Get<SecureAccount>().LockAsync(lan, id, default)).Problems).Code);
        Assert.Empty(await Get<AdminActions>().OfAsync(id.ToString(), 10, default));
    }

    [EngineFact]
    public async Task Every_deed_is_recorded_and_the_record_cannot_be_changed()
    {
        var given = (await Get<OpenAccount>().RunAsync(
            Admin, "lan", "Nguyễn Thị Lan", [new(Role.Steward, "H21.05")], default)).Value!;
        await Get<SecureAccount>().ResetPasswordAsync(Admin, given.Account, default);
        await Get<SecureAccount>().EndSessionsAsync(Admin, given.Account, default);

        var deeds = await Get<AdminActions>().OfAsync(given.Account.ToString(), 10, default);
        Assert.Equal(
            new[] { AdminActionKind.AccountOpened, AdminActionKind.PasswordReset, AdminActionKind.SessionsEnded }.Order(),
            deeds.Select(deed => deed.Kind).Order());
        Assert.All(deeds, deed => Assert.Equal(
            (Admin.AccountId, "Trần Quốc Bảo", "lan", "10.0.0.2"),
            (deed.ActorId, deed.ActorName, deed.SubjectName, deed.Address)));
        await Assert.ThrowsAnyAsync<DbException>(() => Database.ExecuteAsync(
            new("update security_admin_action set actor_name = 'ai đó'"), default));
        await Assert.ThrowsAnyAsync<DbException>(() => Database.ExecuteAsync(
            new("delete from security_admin_action"), default));
        Assert.Equal(3, await Get<AdminActions>().CountAsync(default));
    }

    [EngineFact]
    public async Task Accounts_are_found_without_accents_and_in_any_order_of_words()
    {
        await CreateLanAsync();
        await Accounts.CreateAsync("huong.siu", "Siu Thu Hương", Password, [], default);
        var directory = Get<AccountDirectory>();

        Assert.Equal(["lan"], (await directory.ListAsync("lan nguyen", 1, default)).Entries.Select(one => one.UserName));
        Assert.Equal(["huong.siu"], (await directory.ListAsync("HƯƠNG", 1, default)).Entries.Select(one => one.UserName));
        Assert.Equal(2, (await directory.ListAsync(null, 7, default)).Entries.Count);
        Assert.Empty((await directory.ListAsync("không ai", 1, default)).Entries);
    }

    [EngineFact]
    public async Task An_agency_ends_with_a_successor_and_stays_in_the_records()
    {
        Assert.Equal("agency.code-taken", Assert.Single(
            (await Agencies.AddAsync(Agency("H21.05", "H21"), Admin, default)).Problems).Code);
        Assert.True((await Agencies.AddAsync(Agency("H21.24", "H21"), Admin, default)).IsDone);
        Assert.Equal("agency.successor-unknown", Assert.Single(
            (await Agencies.EndAsync("H21.05", new(2026, 1, 1), "H21.05", Admin, default)).Problems).Code);
        Assert.Equal("agency.end-before-start", Assert.Single(
            (await Agencies.EndAsync("H21.05", new(2025, 7, 1), "H21.24", Admin, default)).Problems).Code);

        var ended = await Agencies.EndAsync("H21.05", new(2026, 1, 1), "H21.24", Admin, default);

        var agency = ended.Value!.Find("H21.05")!;
        Assert.Equal((new DateOnly(2026, 1, 1), "H21.24"), (agency.ValidTo!.Value, agency.Successor));
        Assert.Contains(await Get<AdminActions>().OfAsync("H21.05", 10, default),
            deed => deed is { Kind: AdminActionKind.AgencyEnded, Detail: "H21.24" });
    }

    private Task<Caller?> CallerAsync(Guid account) =>
        Get<CallerStore>().FindAsync(account, SignInMethod.Session, default);

    private async Task<Outcome<Account>> ChangeAsync(string from, string to) =>
        await Get<ChangePassword>().RunAsync(await FindLanAsync(), from, to, null, default);
}

public sealed class SqliteAdministrationTests() : AdministrationTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresAdministrationTests(PostgresFixture postgres) : AdministrationTests(postgres);
