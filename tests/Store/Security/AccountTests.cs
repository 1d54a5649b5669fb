using Phusa.Security.Contracts;
using Phusa.Security.Identity;
using Phusa.Security.Sessions;

namespace Phusa.Tests.Store.Security;

public abstract class AccountTests(IRecordsEngine engine) : SecurityTests(engine)
{
    [EngineFact]
    public async Task A_new_account_signs_in_with_its_password_and_roles()
    {
        Assert.False(await Accounts.AnyAsync(default));
        var id = await CreateLanAsync();

        var (result, account) = await Get<SignIn>().CheckPasswordAsync(" Lan ", Password);

        Assert.Equal((SignInOutcome.Done, id), (result, account!.Id));
        Assert.True(await Accounts.AnyAsync(default));
        var caller = await Get<CallerStore>().FindAsync(id, SignInMethod.Session, default);
        Assert.Equal("Nguyễn Thị Lan", caller!.Name);
        Assert.Equal([new(Role.Steward, "H21.05")], caller.Grants);
    }

    [EngineFact]
    public async Task Every_reason_against_an_account_is_given_at_once()
    {
        await CreateLanAsync();

        var refused = await Accounts.CreateAsync(
            "LAN", " ", "ngắn", [new(Role.Steward, "H99"), new(Role.Citizen, "H21.05")], default);

        Assert.Equal(
            ["account.agency-unknown", "account.agency-unknown", "account.display-name-missing",
                "account.password-weak",
                "account.password-weak", "account.user-name-taken"],
            refused.Problems.Select(problem => problem.Code).Order());
    }

    [EngineFact]
    public async Task The_first_administrator_needs_no_agency() => Assert.True((await Accounts.CreateAsync(
        "quan-tri", "Quản trị", Password, [new(Role.Administrator)], default)).IsDone);

    [EngineFact]
    public async Task Five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour()
    {
        await CreateLanAsync();
        var results = new List<SignInOutcome>();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            results.Add((await Get<SignIn>().CheckPasswordAsync("lan", "sai mật khẩu")).Result);
        }

        Assert.Equal([SignInOutcome.Wrong, SignInOutcome.Wrong, SignInOutcome.Wrong, SignInOutcome.Wrong,
            SignInOutcome.LockedOut], results);
        Assert.Equal(SignInOutcome.LockedOut, (await Get<SignIn>().CheckPasswordAsync("lan", Password)).Result);
        var until = (await FindLanAsync()).LockoutEnd!.Value - DateTimeOffset.UtcNow;
        Assert.InRange(until, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
    }

    [EngineFact]
    public async Task An_unknown_account_looks_like_a_wrong_password() =>
        Assert.Equal(SignInOutcome.Wrong, (await Get<SignIn>().CheckPasswordAsync("không có", Password)).Result);

    [EngineFact]
    public async Task New_roles_replace_the_old_ones()
    {
        var id = await CreateLanAsync();

        Assert.True((await Accounts.GrantAsync("lan", [new(Role.Auditor, "H21")], default)).IsDone);
        Assert.True((await Accounts.GrantAsync("ai", [], default)).IsMissing);
        Assert.False((await Accounts.GrantAsync("lan", [new(Role.Leader, "H99")], default)).IsDone);

        var caller = await Get<CallerStore>().FindAsync(id, SignInMethod.Session, default);
        Assert.Equal([new(Role.Auditor, "H21")], caller!.Grants);
    }

    [EngineFact]
    public async Task A_new_password_ends_all_other_sessions()
    {
        var id = await CreateLanAsync();
        var sessions = Get<SessionStore>();
        var mine = await sessions.CreateAsync(id, "Firefox · Linux", "10.0.0.7", default);
        await sessions.CreateAsync(id, "Chrome · Android", "10.0.0.8", default);

        var changed = await Get<ChangePassword>().RunAsync(
            await FindLanAsync(), Password, "mật khẩu mới hơn", mine.Id, default);

        Assert.True(changed.IsDone);
        Assert.Equal([mine.Id], (await sessions.ListAsync(id, default)).Select(session => session.Id));
        Assert.Equal(SignInOutcome.Wrong, (await Get<SignIn>().CheckPasswordAsync("lan", Password)).Result);
        Assert.Equal(SignInOutcome.Done, (await Get<SignIn>().CheckPasswordAsync("lan", "mật khẩu mới hơn")).Result);
    }

    [EngineFact]
    public async Task The_old_password_is_asked_for_before_a_new_one()
    {
        await CreateLanAsync();

        var refused = await Get<ChangePassword>().RunAsync(
            await FindLanAsync(), "không phải", "mật khẩu mới hơn", null, default);

        Assert.Equal("account.password-wrong", Assert.Single(refused.Problems).Code);
    }
}

public sealed class SqliteAccountTests() : AccountTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresAccountTests(PostgresFixture postgres) : AccountTests(postgres);
