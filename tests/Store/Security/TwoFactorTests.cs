using System.Buffers.Binary;
using System.Security.Cryptography;
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
        Assert.Equal(SignInResult.Done, (await Get<SignIn>().CheckPasswordAsync("lan", Password)).Result);

        var enabled = await Get<TwoFactor>().EnableAsync(account, Code(account.AuthenticatorKey!));

        Assert.Equal(10, enabled.Value!.Length);
        Assert.Equal(SignInResult.NeedsCode, (await Get<SignIn>().CheckPasswordAsync("lan", Password)).Result);
        account = await FindLanAsync();
        Assert.Equal(SignInResult.Done, await Get<SignIn>().CheckCodeAsync(account, Code(account.AuthenticatorKey!)));
        Assert.Equal(SignInResult.Wrong, await Get<SignIn>().CheckCodeAsync(account, "abcdef"));
    }

    [EngineFact]
    public async Task A_recovery_code_works_once()
    {
        var codes = await EnableAsync();
        var account = await FindLanAsync();

        Assert.Equal(SignInResult.Done, await Get<SignIn>().CheckCodeAsync(account, codes[3]));
        Assert.Equal(SignInResult.Wrong, await Get<SignIn>().CheckCodeAsync(await FindLanAsync(), codes[3]));
        Assert.Equal(9, await Get<AccountStore>().CountCodesAsync(account, default));
    }

    [EngineFact]
    public async Task New_recovery_codes_make_the_old_ones_worthless()
    {
        var old = await EnableAsync();
        var codes = await Get<TwoFactor>().NewCodesAsync(await FindLanAsync());

        Assert.Equal(SignInResult.Wrong, await Get<SignIn>().CheckCodeAsync(await FindLanAsync(), old[0]));
        Assert.Equal(SignInResult.Done, await Get<SignIn>().CheckCodeAsync(await FindLanAsync(), codes[0]));
    }

    [EngineFact]
    public async Task Wrong_codes_lock_the_account_too()
    {
        await EnableAsync();
        for (var attempt = 0; attempt < 4; attempt++)
        {
            Assert.Equal(SignInResult.Wrong, await Get<SignIn>().CheckCodeAsync(await FindLanAsync(), "abcdef"));
        }

        Assert.Equal(SignInResult.LockedOut, await Get<SignIn>().CheckCodeAsync(await FindLanAsync(), "abcdef"));
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
            new("select authenticator_key as kept from security_account union all select code_hash from security_recovery_code"),
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
        Assert.Equal($"otpauth://totp/Phu%20Sa:lan?secret={account.AuthenticatorKey}&issuer=Phu%20Sa&digits=6", TwoFactor.Uri(account));
    }

    private async Task<string[]> EnableAsync()
    {
        await CreateLanAsync();
        await Get<TwoFactor>().BeginAsync(await FindLanAsync());
        var account = await FindLanAsync();
        return (await Get<TwoFactor>().EnableAsync(account, Code(account.AuthenticatorKey!))).Value!;
    }

    /// <summary>RFC 6238 as an authenticator computes it: HMAC-SHA-1 over the half-minute, six digits.</summary>
    private static string Code(string key)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // The standard says SHA-1.
        var hash = HMACSHA1.HashData(Base32(key), counter);
#pragma warning restore CA5350
        var at = hash[^1] & 15;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(at, 4)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static byte[] Base32(string text)
    {
        var bits = string.Concat(text.Select(letter => Convert.ToString(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.Substring(at * 8, 8), 2))];
    }
}

public sealed class SqliteTwoFactorTests() : TwoFactorTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresTwoFactorTests(PostgresFixture postgres) : TwoFactorTests(postgres);
