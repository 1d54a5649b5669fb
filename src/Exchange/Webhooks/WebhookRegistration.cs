namespace Phusa.Exchange.Webhooks;

/// <summary>How the parts of webhooks are put together.</summary>
internal static class WebhookRegistration
{
    public static void Add(IServiceCollection services)
    {
        foreach (var kind in ExchangeEventKinds.All)
        {
            services.AddSingleton(kind);
        }
        services.AddSingleton<WebhookAddress>().AddSingleton<WebhookClient>();
        services.AddSingleton<SubscriptionStore>().AddSingleton<SubscriptionDirectory>().AddSingleton<SubscriptionPageReading>();
        services.AddSingleton<AddSubscription>().AddSingleton<KeepSubscription>().AddSingleton<TestSubscription>();
        services.AddSingleton<OutgoingStore>().AddSingleton<DeliveryQueue>().AddSingleton<DeliveryLog>();
        services.AddSingleton<ReplayDeliveries>().AddSingleton<TellVersions>().AddSingleton<TellExpiry>();
        services.AddSingleton<Deliver>();
        services.AddHostedService<WebhookRunner>();
    }
}
