using Microsoft.Extensions.Options;
using Phusa.Exchange.Accesses;
using Phusa.Exchange.Agreements;
using Phusa.Exchange.Alerts;
using Phusa.Exchange.Calls;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Credentials;
using Phusa.Exchange.Datasets;
using Phusa.Exchange.Diagnosis;
using Phusa.Exchange.Documents;
using Phusa.Exchange.Events;
using Phusa.Exchange.Federation;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Members;
using Phusa.Exchange.OpenApi;
using Phusa.Exchange.Reports;
using Phusa.Exchange.Sandbox;
using Phusa.Exchange.Services;
using Phusa.Exchange.Status;
using Phusa.Exchange.Systems;
using Phusa.Exchange.Tokens;
using Phusa.Exchange.Traffic;
using Phusa.Exchange.Upstreams;
using Phusa.Exchange.Webhooks;
using Phusa.Exchange.XRoad;
using Phusa.Kernel.Jobs;
using Phusa.Kernel.Modules;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Exchange;

/// <summary>Members and their systems, services, agreements, the gateway and what is measured of it (LGSP).</summary>
public sealed class ExchangeModule : Module
{
    public override string Name => "exchange";

    public override void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ExchangeOptions>().Bind(configuration.GetSection(ExchangeOptions.Section))
            .PostConfigure(options => options.Issuer ??= $"http://localhost:{configuration["Port"] ?? "5080"}")
            .ValidateDataAnnotations().ValidateOnStart();
        AddMembers(services);
        AddServices(services);
        AddTraffic(services);
        AddCalls(services);
        AddUpstreams(services);
        WebhookRegistration.Add(services);
        var keys = Path.Combine(Path.GetFullPath(configuration["Data"] ?? "data"), "keys");
        FederationRegistration.Add(services, keys);
        services.AddSingleton(new ConcealedTags(keys)).AddSingleton<OwnValidators>();
        AddTokens(services, keys);
    }

    public override void Map(IEndpointRouteBuilder routes)
    {
        CallEndpoints.Map(routes);
        SandboxEndpoint.Map(routes);
        EvidenceEndpoints.Map(routes);
        XRoadEndpoints.Map(routes);
        OAuthEndpoints.Map(routes);
        WellKnownEndpoints.Map(routes);
        MemberApi.Map(routes);
        SystemApi.Map(routes);
        CredentialApi.Map(routes);
        ServiceApi.Map(routes);
        DocumentApi.Map(routes);
        OpenApiEndpoint.Map(routes);
        UpstreamApi.Map(routes);
        AgreementApi.Map(routes);
        MemberPages.Map(routes);
        ServicePages.Map(routes);
        StatusPages.Map(routes);
        ServiceFormPages.Map(routes);
        TrialPages.Map(routes);
        DocumentPages.Map(routes);
        UpstreamPages.Map(routes);
        AgreementPages.Map(routes);
        RequestPages.Map(routes);
        SystemPages.Map(routes);
        CredentialPages.Map(routes);
        DiagnosisPages.Map(routes);
        TrafficApi.Map(routes);
        TrafficPages.Map(routes);
        AlertPages.Map(routes);
        ReportPages.Map(routes);
        SubscriptionApi.Map(routes);
        SubscriptionPages.Map(routes);
        FederationRegistration.Map(routes);
    }

    private static void AddMembers(IServiceCollection services)
    {
        services.AddSingleton<ExchangeEvents>().AddSingleton<MemberStore>().AddSingleton<SystemStore>();
        services.AddSingleton<CredentialStore>();
        services.AddSingleton<RegisterMember>().AddSingleton<SuspendMember>();
        services.AddSingleton<RegisterSystem>().AddSingleton<SuspendSystem>().AddSingleton<SystemDues>().AddSingleton<SystemAnswers>()
            .AddSingleton<ListSystems>();
        services.AddSingleton<IPartners, MemberPartners>().AddSingleton<MemberDirectory>().AddSingleton<MemberPageReading>().AddSingleton<SystemPageReading>();
        services.AddSingleton(new NavigationItem(55, T.NavExchange, "/exchange", "share", http => http.Caller().UsesExchange));
        services.AddSingleton<AddCredential>().AddSingleton<WithdrawCredential>();
        services.AddSingleton(provider => new ExchangeRegister(provider, provider.GetRequiredService<TimeProvider>()));
    }

    private static void AddServices(IServiceCollection services) =>
        services.AddSingleton<ServiceStore>().AddSingleton<ServiceDirectory>().AddSingleton<DraftServiceVersion>()
            .AddSingleton<ShortLists>().AddSingleton<ServiceOpenApi>().AddSingleton<SandboxLimit>().AddSingleton<AnswerSandboxCall>().AddSingleton<ServiceCatalogue>().AddSingleton<ReadStatus>()
            .AddSingleton<ChangeServiceState>().AddSingleton<ServiceInterfaces>().AddSingleton<DraftProxied>()
            .AddSingleton<WorkingDays>().AddSingleton<AgreementStore>().AddSingleton<AgreementDirectory>()
            .AddSingleton<RequestAgreement>().AddSingleton<ReviewAgreement>()
            .AddSingleton<StopAgreement>();

    private static void AddTraffic(IServiceCollection services) =>
        services.AddSingleton<TrafficStore>().AddSingleton<TrafficHistory>().AddSingleton<TrafficMeter>()
            .AddHostedService(provider => provider.GetRequiredService<TrafficMeter>())
            .AddSingleton<TrafficDirectory>().AddSingleton<ReadTraffic>().AddSingleton<ServiceMeasures>()
            .AddSingleton<CheckSystem>().AddSingleton<FindCall>()
            .AddSingleton<AlertStore>().AddSingleton<WatchTraffic>().AddSingleton<ReadAlerts>()
            .AddSingleton<JobHandler, TrafficJob>().AddHostedService<TrafficClock>()
            .AddSingleton<ReadConnectedShare>().AddSingleton<ReadMonthlyReport>();

    private static void AddCalls(IServiceCollection services) =>
        services.AddSingleton<RegisterRevision>().AddSingleton<KnownTokens>().AddSingleton<ReadCaller>().AddSingleton<CallStandings>().AddSingleton<CallLimits>()
            .AddSingleton<KeepPayloads>().AddSingleton<CallEvidence>().AddSingleton<AdmitCall>().AddSingleton<AnswerFromDataset>()
            .AddSingleton<IAccessTeller, TellCalls>()
            .AddSingleton<RefuseCall>().AddSingleton<AnswerDatasetCall>().AddSingleton<ForwardCall>().AddSingleton<AnswerCall>().AddSingleton<ReadXRoadCaller>();

    private static void AddUpstreams(IServiceCollection services)
    {
        services.AddSingleton<DocumentStore>().AddSingleton<ServiceDocuments>().AddSingleton<FetchDocument>();
        services.AddSingleton<ReadDocument>().AddSingleton<ChangeDocument>();
        services.AddSingleton(provider => new UpstreamAddress(provider.GetRequiredService<IOptions<ExchangeOptions>>().Value.Networks));
        services.AddSingleton<UpstreamClients>().AddSingleton<Forwarder>();
        services.AddSingleton<UpstreamStore>().AddSingleton<ServiceUpstreams>().AddSingleton<ChangeUpstream>();
        services.AddSingleton<HealthStore>().AddSingleton<AskUpstream>().AddSingleton<CheckUpstream>().AddSingleton<HealthClock>();
        services.AddSingleton<UpstreamPageReading>();
        services.AddHostedService(provider => provider.GetRequiredService<HealthClock>());
    }

    private static void AddTokens(IServiceCollection services, string keys)
    {
        services.AddSingleton(provider => new SigningKeys(
            keys, provider.GetRequiredService<IOptions<ExchangeOptions>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<UsedAssertions>().AddSingleton<VerifyAssertion>().AddSingleton<PresentedCertificate>();
        services.AddSingleton<ProveClient>().AddSingleton<IssueToken>().AddSingleton<VerifyToken>();
        services.AddSingleton<TokenHolder>().AddSingleton<TokenScope>().AddSingleton<IntrospectToken>()
            .AddSingleton<IProblemDetailsWriter, OAuthProblems>();
    }
}
