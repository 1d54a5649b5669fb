using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Identity;
using Phusa.Kernel.Outcomes;
using QRCoder;

namespace Phusa.Security.Identity;

/// <summary>Turning the second factor on and off: time-based one-time codes (RFC 6238) and recovery codes.</summary>
internal sealed class TwoFactor(UserManager<Account> users, SignIn signIn)
{
    private const int RecoveryCodes = 10;

    /// <summary>
    /// A new key for the authenticator. Nothing is asked for until a code made from it was given once.
    /// </summary>
    public async Task BeginAsync(Account account)
    {
        if (!account.TwoFactor)
        {
            await users.ResetAuthenticatorKeyAsync(account);
        }
    }

    /// <summary>Returns the recovery codes, which are shown this once.</summary>
    public async Task<Outcome<string[]>> EnableAsync(Account account, string code)
    {
        if (account.AuthenticatorKey is null || !await signIn.IsAuthenticatorCodeAsync(account, code))
        {
            return new Refusal(new Problem("code", "sign-in.code-wrong", T.SignInCodeWrong));
        }
        await users.SetTwoFactorEnabledAsync(account, true);
        return await NewCodesAsync(account);
    }

    /// <summary>Makes the old recovery codes worthless.</summary>
    public async Task<string[]> NewCodesAsync(Account account) =>
        [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes) ?? []];

    /// <summary>Asks for the password again: an unlocked screen must not be enough.</summary>
    public async Task<Outcome<Account>> DisableAsync(Account account, string password)
    {
        var (result, _) = await signIn.CheckPasswordAsync(account.UserName, password);
        if (result is not (SignInOutcome.Done or SignInOutcome.NeedsCode))
        {
            return new Refusal(new Problem("password", "account.password-wrong", T.AccountPasswordWrong));
        }
        account.TwoFactor = false;
        await users.ResetAuthenticatorKeyAsync(account);
        await users.GenerateNewTwoFactorRecoveryCodesAsync(account, 0);
        return account;
    }

    public static string Uri(Account account) =>
        $"otpauth://totp/{UrlEncoder.Default.Encode("Phu Sa")}:{UrlEncoder.Default.Encode(account.UserName)}"
        + $"?secret={account.AuthenticatorKey}&issuer={UrlEncoder.Default.Encode("Phu Sa")}&digits=6";

    /// <summary>A picture that needs no script and no request to anyone.</summary>
    public static string Svg(Account account)
    {
        using var code = QRCodeGenerator.GenerateQrCode(Uri(account), QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(code);
        return svg.GetGraphic(6, "#000000", "#ffffff", true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
