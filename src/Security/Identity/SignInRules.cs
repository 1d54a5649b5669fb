using Microsoft.AspNetCore.Identity;

namespace Phusa.Security.Identity;

/// <summary>
/// What passwords and lockout ask for. Length and variety rather than character classes, as NIST SP 800-63B advises.
/// </summary>
internal static class SignInRules
{
    public const int PasswordLength = 10;

    public static void Apply(IdentityOptions options)
    {
        options.Password.RequiredLength = PasswordLength;
        options.Password.RequiredUniqueChars = 5;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        options.User.RequireUniqueEmail = false;
    }
}
