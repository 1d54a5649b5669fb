using Phusa.Kernel.Data;
using Phusa.Security.Identity;

namespace Phusa.Tests.Store.Security;

public abstract class TwoFactorTests(IRecordsEngine engine) : SecurityTests(engine)
{
    [EngineFact]
    public async Task An_authenticator_is_asked_for_once_a_code_of_it_was_given()
    {
        await CreateLanAsync();
        await Get<TwoFactor>().BeginAsync(await FindLanAsync());
        var account = await FindLanAsync();
        Assert.Equal(SignInOutcome.Done, (await Get<SignIn>().CheckPasswordAsync("lan", Password)).Result);

        var enabled = await Get<TwoFactor>().EnableAsync(account, Totp.Code(account.AuthenticatorKey!, Time.GetUtcNow()));

        Assert.Equal(10, enabled.Value!.Length);
        Assert.Equal(SignInOutcome.NeedsCode, (await Get<SignIn>().CheckPasswordAsync("lan", Password)).Result);
        account = await FindLanAsync();
        Time.Pass(TimeSpan.FromSeconds(30));
        Assert.Equal(SignInOutcome.Done,
            await Get<SignIn>().CheckCodeAsync(account, Totp.Code(account.AuthenticatorKey!, Time.GetUtcNow())));
        Assert.Equal(SignInOutcome.Wrong, await Get<SignIn>().CheckCodeAsync(account, "abcdef"));
    }

    [EngineFact]
    public async Task A_code_is_taken_once_and_none_before_it_afterwards()
    {
        await EnableAsync();
        var account = await FindLanAsync();
        var earlier = Totp.Code(account.AuthenticatorKey!, Time.GetUtcNow() + TimeSpan.FromSeconds(30));
        Time.Pass(TimeSpan.FromSeconds(60));
        var code = Totp.Code(account.AuthenticatorKey!, Time.GetUtcNow());

        Assert.Equal(SignInOutcome.Done, await Get<SignIn>().CheckCodeAsync(account, code));
        Assert.Equal(SignInOutcome.Wrong, await Get<SignIn>().CheckCodeAsync(await FindLanAsync(), code));
        Assert.Equal(SignInOutcome.Wrong, await Get<SignIn>().CheckCodeAsync(await FindLanAsync(), earlier));
        Time.Pass(TimeSpan.FromSeconds(30));
        Assert.Equal(SignInOutcome.Done, await Get<SignIn>().CheckCodeAsync(
            await FindLanAsync(), Totp.Code(account.AuthenticatorKey!, Time.GetUtcNow())));
    }

    [EngineFact]
    public async Task A_telephone_may_be_a_minute_off_but_not_more()
    {
        await EnableAsync();
        var account = await FindLanAsync();
        Time.Pass(TimeSpan.FromMinutes(10));
        var late = Totp.Code(account.AuthenticatorKey!, Time.GetUtcNow() - TimeSpan.FromSeconds(90));
        var fast = Totp.Code(account.AuthenticatorKey!, Time.GetUtcNow() + TimeSpan.FromSeconds(60));

        Assert.Equal(SignInOutcome.Wrong, await Get<SignIn>().CheckCodeAsync(account, late));
        Assert.Equal(SignInOutcome.Done, await Get<SignIn>().CheckCodeAsync(account, fast));
    }

    [EngineFact]
    public async Task A_recovery_code_works_once()
    {
        var codes = await EnableAsync();
        var account = await FindLanAsync();

        Assert.Equal(SignInOutcome.Done, await Get<SignIn>().CheckCodeAsync(account, codes[3]));
        Assert.Equal(SignInOutcome.Wrong, await Get<SignIn>().CheckCodeAsync(await FindLanAsync(), codes[3]));
        Assert.Equal(9, await Get<AccountStore>().CountCodesAsync(account, default));
    }

    [EngineFact]
    public async Task New_recovery_codes_make_the_old_ones_worthless()
    {
        var old = await EnableAsync();
        var codes = await Get<TwoFactor>().NewCodesAsync(await FindLanAsync());

        Assert.Equal(SignInOutcome.Wrong, await Get<SignIn>().CheckCodeAsync(await FindLanAsync(), old[0]));
        Assert.Equal(SignInOutcome.Done, await Get<SignIn>().CheckCodeAsync(await FindLanAsync(), codes[0]));
    }

    [EngineFact]
    public async Task Wrong_codes_lock_the_account_too()
    {
        await EnableAsync();
        for (var attempt = 0; attempt < 4; attempt++)
        {
            Assert.Equal(SignInOutcome.Wrong, await Get<SignIn>().CheckCodeAsync(await FindLanAsync(), "abcdef"));
        }

        Assert.Equal(SignInOutcome.LockedOut, await Get<SignIn>().CheckCodeAsync(await FindLanAsync(), "abcdef"));
    }

    [EngineFact]
    public async Task Turning_it_off_takes_the_password_and_leaves_nothing_behind()
    {
        await EnableAsync();
        Assert.False((await Get<TwoFactor>().DisableAsync(await FindLanAsync(), "không phải")).IsDone);

        Assert.True((await Get<TwoFactor>().DisableAsync(await FindLanAsync(), Password)).IsDone);

        var account = await FindLanAsync();
        Assert.False(account.TwoFactor);
        Assert.Equal(0, await Get<AccountStore>().CountCodesAsync(account, default));
    }

    [EngineFact]
    public async Task Neither_key_nor_recovery_codes_stand_readable_in_the_records()
    {
        var codes = await EnableAsync();
        var account = await FindLanAsync();
        var kept = await Database.ListAsync(
            new("select authenticator_key as kept from security_account "
                + "union all select code_hash from security_recovery_code"),
            row => row.Text("kept"), default);

        Assert.DoesNotContain(kept, text => text.Contains(account.AuthenticatorKey!, StringComparison.Ordinal));
        Assert.Empty(kept.Intersect(codes));
    }

    [EngineFact]
    public async Task The_picture_is_drawn_for_this_account()
    {
        await EnableAsync();
        var account = await FindLanAsync();

        Assert.StartsWith("<svg", TwoFactor.Svg(account), StringComparison.Ordinal);
        Assert.Equal($"otpauth://totp/Phu%20Sa:lan?secret={account.AuthenticatorKey}&issuer=Phu%20Sa&digits=6",
            TwoFactor.Uri(account));
    }

    private async Task<string[]> EnableAsync()
    {
        await CreateLanAsync();
        await Get<TwoFactor>().BeginAsync(await FindLanAsync());
        var account = await FindLanAsync();
        return (await Get<TwoFactor>().EnableAsync(account, Totp.Code(account.AuthenticatorKey!, Time.GetUtcNow()))).Value!;
    }
}

public sealed class SqliteTwoFactorTests() : TwoFactorTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresTwoFactorTests(PostgresFixture postgres) : TwoFactorTests(postgres);
