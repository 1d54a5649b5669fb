using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Phusa.Kernel.Data;
using Phusa.Kernel.Modules;
using Phusa.Security.Access;
using Phusa.Security.Administration;
using Phusa.Security.Audit;
using Phusa.Security.Complaints;
using Phusa.Security.Contracts;
using Phusa.Security.Identity;
using Phusa.Security.Keys;
using Phusa.Security.Ledger;
using Phusa.Security.Pages;
using Phusa.Security.Payloads;
using Phusa.Security.Sessions;
using Phusa.Security.Tenancy;
using Phusa.Security.Web;
using Phusa.Security.Withholdings;
using Phusa.Ui;

namespace Phusa.Security;

/// <summary>Accounts, roles, agencies as tenants, access decisions, sessions, API keys, personal-data reads.</summary>
public sealed class SecurityModule : Module
{
    public override string Name => "security";

    public override void Add(IServiceCollection services, IConfiguration configuration)
    {
        var keys = Path.Combine(Path.GetFullPath(configuration["Data"] ?? "data"), "keys");
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();
        Registration.AddIdentity(services);
        Registration.AddAuthentication(services);
        Registration.AddProtection(services, keys);
        Registration.AddLimits(services, configuration);
        services.AddSingleton(new Masks(new MaskKey(keys)));
        services.AddSingleton(provider => new Contracts.Agencies(
            new AgencyStore(provider.GetRequiredService<Database>()), provider.GetRequiredService<TimeProvider>()));
        services.AddScoped(provider => new Contracts.Accounts(
            provider.GetRequiredService<UserManager<Account>>(), provider.GetRequiredService<AccountStore>(),
            provider.GetRequiredService<GrantStore>(), provider.GetRequiredService<Contracts.Agencies>(),
            provider.GetServices<IPartners>(), provider.GetRequiredService<TimeProvider>()));
        AddAdministration(services);
        AddLedger(services, configuration, keys);
        AddAudit(services);
    }

    private static void AddLedger(IServiceCollection services, IConfiguration configuration, string keys)
    {
        services.AddOptions<LedgerOptions>().Bind(configuration.GetSection(LedgerOptions.Section))
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(new LedgerKey(keys)).AddSingleton(new Pseudonyms(keys)).AddSingleton(new SealedPayloads(keys));
        services.AddSingleton<LedgerStore>().AddSingleton<LedgerHeads>().AddSingleton<DailyRoots>();
        services.AddSingleton<Witnesses>().AddSingleton<AppointWitness>().AddSingleton<TimestampWindow>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<Timestamps>(provider, new HttpClient()));
        services.AddHostedService<LedgerClock>();
        services.AddSingleton(new NavigationItem(95, T.NavLedger, "/ledger", "shield-check"));
        services.AddSingleton(provider => new LedgerRoots(
            provider.GetRequiredService<DailyRoots>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new LedgerAudit(
            provider.GetRequiredService<LedgerStore>(), provider.GetRequiredService<LedgerKey>(),
            provider.GetRequiredService<IOptions<LedgerOptions>>()));
        services.AddSingleton(provider => new Contracts.Ledger(
            provider.GetRequiredService<LedgerStore>(), provider.GetRequiredService<LedgerKey>(),
            provider.GetRequiredService<IOptions<LedgerOptions>>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<TimestampWindow>()));
    }

    private static void AddAudit(IServiceCollection services)
    {
        services.AddSingleton<PersonalReadStore>().AddSingleton<PersonAccesses>().AddSingleton<IAccessTeller, TellReads>();
        services.AddSingleton<WithholdingStore>().AddSingleton<WithholdAccesses>().AddSingleton<OpenPayload>();
        services.AddSingleton<ComplaintStore>().AddSingleton<TakeComplaint>();
        services.AddSingleton(provider => new Oversight(provider));
        services.AddSingleton(provider => new PersonalReads(
            provider.GetRequiredService<Contracts.Ledger>(), provider.GetRequiredService<PersonalReadStore>(),
            provider.GetRequiredService<Pseudonyms>()));
    }

    private static void AddAdministration(IServiceCollection services)
    {
        services.AddSingleton<AdminActions>().AddSingleton<AccountDirectory>().AddSingleton<FindPersonalReads>();
        services.AddScoped<OpenAccount>().AddScoped<ChangeRoles>().AddScoped<SecureAccount>();
        services.AddSingleton(new NavigationItem(
            35, T.NavAdmin, "/admin", "users", http => http.Caller().Has(Role.Administrator)));
        services.AddSingleton(new NavigationItem(
            45, T.NavAudit, "/audit", "eye", http => http.Caller().Has(Role.Auditor)));
        services.AddSingleton(new NavigationItem(
            45, T.NavWithholdings, "/audit/withholdings", "scale",
            http => http.Caller().Has(Role.DataOffice) && !http.Caller().Has(Role.Auditor)));
    }

    public override void Map(IEndpointRouteBuilder routes)
    {
        MeEndpoints.Map(routes);
        KeyEndpoints.Map(routes);
        SessionEndpoints.Map(routes);
        SignInEndpoints.Map(routes);
        AccountEndpoints.Map(routes);
        TwoFactorEndpoints.Map(routes);
        AdminEndpoints.Map(routes);
        AuditEndpoints.Map(routes);
        PersonEndpoints.Map(routes);
        WithholdingEndpoints.Map(routes);
        WithholdingApi.Map(routes);
        ComplaintEndpoints.Map(routes);
        ComplaintApi.Map(routes);
        PayloadEndpoints.Map(routes);
        LedgerEndpoints.Map(routes);
        LedgerPageEndpoints.Map(routes);
    }
}
