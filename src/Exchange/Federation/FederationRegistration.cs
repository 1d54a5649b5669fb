using Phusa.Exchange.Contracts;
using Phusa.Kernel.Jobs;

namespace Phusa.Exchange.Federation;

/// <summary>How the parts of federation are put together.</summary>
internal static class FederationRegistration
{
    /// <param name="keys">The folder of the installation's secrets.</param>
    public static void Add(IServiceCollection services, string keys)
    {
        services.AddSingleton(_ => new CatalogueKey(keys)).AddSingleton<FederatedMarks>().AddSingleton<OfferToPeers>();
        services.AddSingleton<OwnCatalogue>().AddSingleton<PeerStore>().AddSingleton<PeerCatalogues>().AddSingleton<ForeignStore>();
        services.AddSingleton<PeerConnection>().AddSingleton<RegisterPeer>().AddSingleton<FetchCatalogue>();
        services.AddSingleton<FederationPageReading>().AddSingleton<ReadAbroad>();
        services.AddSingleton<PeerTokens>().AddSingleton<ForeignUpstreams>().AddSingleton<TakeOver>();
        services.AddSingleton<CopyStore>().AddSingleton<CopySource>().AddSingleton<CopyTarget>().AddSingleton<BringChanges>();
        services.AddSingleton<ReceiveDelivery>().AddSingleton<SyncCopy>().AddSingleton<KeepCopy>().AddSingleton<JobHandler, CopyJob>();
        services.AddSingleton<NationalExchange, FederatedNational>();
        services.AddHostedService<FederationClock>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        FederationEndpoints.Map(routes);
        HookEndpoint.Map(routes);
        PeerApi.Map(routes);
        FederationPages.Map(routes);
        CopyApi.Map(routes);
        CopyPages.Map(routes);
    }
}
