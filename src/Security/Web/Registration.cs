using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Phusa.Security.Identity;
using Phusa.Security.Keys;
using Phusa.Security.Limits;
using Phusa.Security.Pages;
using Phusa.Security.Sessions;

namespace Phusa.Security.Web;

/// <summary>How the module's parts are put together.</summary>
internal static class Registration
{
    /// <summary>A person with a session, not a program with a key.</summary>
    public const string InBrowser = "in-browser";

    public static void AddIdentity(IServiceCollection services)
    {
        services.AddIdentityCore<Account>(SignInRules.Apply)
            .AddUserStore<AccountStore>();
        services.AddScoped<AccountStore>();
        services.AddScoped<SignIn>();
        services.AddScoped<TwoFactor>();
        services.AddScoped<ChangePassword>();
        services.AddSingleton<GrantStore>();
        services.AddSingleton<CallerStore>();
    }

    public static void AddAuthentication(IServiceCollection services)
    {
        services.AddAuthentication(Schemes.Any)
            .AddPolicyScheme(Schemes.Any, null, options => options.ForwardDefaultSelector = http =>
                KeySecret.Of(http.Request) is null ? Schemes.Session : Schemes.ApiKey)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyScheme>(Schemes.ApiKey, null)
            .AddCookie(Schemes.Session, options =>
            {
                Harden(options, "phusa.session", SessionStore.Lifetime);
                options.LoginPath = "/sign-in";
                options.ReturnUrlParameter = "return";
                options.EventsType = typeof(SessionCookie);
            })
            .AddCookie(Schemes.Half, options => Harden(options, "phusa.half", TimeSpan.FromMinutes(5)));
        services.AddScoped<SessionCookie>();
        services.AddScoped<SessionStart>();
        services.AddSingleton<Contracts.ShownOnce>();
        services.AddScoped<AccountReader>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<ApiKeyStore>();
        services.AddSingleton<ApiKeys>();
        services.AddAuthorization(Authorization.Apply);
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "phusa.antiforgery";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.SuppressXFrameOptionsHeader = true;
        });
    }

    public static void AddProtection(IServiceCollection services, string keys) => services.AddDataProtection()
        .SetApplicationName("phusa").PersistKeysToFileSystem(new DirectoryInfo(keys));

    public static void AddLimits(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LimitsOptions>().Bind(configuration.GetSection(LimitsOptions.Section))
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<RateLimiterOptions>, ApiLimit>();
        services.AddRateLimiter();
        services.AddSingleton(provider => new Contracts.FailedAttempts(
            provider.GetRequiredService<IOptions<LimitsOptions>>()));
    }

    private static void Harden(CookieAuthenticationOptions options, string name, TimeSpan lifetime)
    {
        options.Cookie.Name = name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = lifetime;
        options.SlidingExpiration = false;
    }
}
