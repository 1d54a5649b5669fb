using Microsoft.AspNetCore.Identity;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;

namespace Phusa.Security.Identity;

/// <summary>Identity's errors in our words and codes.</summary>
internal static class IdentityProblems
{
    public static IEnumerable<Problem> Of(IdentityResult result) => result.Errors.Select(error => error.Code switch
    {
        nameof(IdentityErrorDescriber.DuplicateUserName) => Name("account.user-name-taken", T.AccountUserNameTaken),
        nameof(IdentityErrorDescriber.InvalidUserName) => Name("account.user-name-invalid", T.AccountUserNameInvalid),
        nameof(IdentityErrorDescriber.PasswordMismatch) =>
            new("password", "account.password-wrong", T.AccountPasswordWrong),
        nameof(IdentityErrorDescriber.PasswordTooShort) or nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) =>
            new("newPassword", "account.password-weak", T.AccountPasswordWeak(SignInRules.PasswordLength)),
        nameof(IdentityErrorDescriber.ConcurrencyFailure) => Name("account.missing", T.AccountGone),
        _ => throw new InvalidOperationException($"Unforeseen refusal of an account: {error.Code}"),
    });

    private static Problem Name(string code, Text message) => new("userName", code, message);
}
