using Phusa.Exchange.Contracts;
using Phusa.Security.Contracts;

namespace Phusa.Host.Demo;

/// <summary>
/// Services of the model province, and agreements in every state, each deed done by a demo account and under the rules of its
/// day. Then a month of made-up traffic and webhooks.
/// </summary>
internal sealed class DemoAgreements(Packs packs, ExchangeRegister register, Accounts accounts, TimeProvider clock)
{
    /// <summary>Days since services were drafted, and since those that end were deprecated.</summary>
    private const int Drafted = 130, Deprecated = 25;

    private const string Office = "dieuphoi";

    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

    public async Task FillAsync(CancellationToken cancellation)
    {
        if (await register.AnyServiceAsync(cancellation))
        {
            return;
        }
        var services = await DraftAsync(cancellation);
        var systems = await register.SystemsAsync(cancellation);
        var flows = new List<DemoFlow>();
        foreach (var pack in packs.Exchange.Agreements)
        {
            var agreements = await AgreeAsync(pack, systems[pack.System], services[pack.Service], cancellation);
            if (pack.Calls is { } calls)
            {
                flows.Add(new(services[pack.Service], systems[pack.System], agreements, Today.AddDays(pack.ValidTo), calls));
            }
        }
        await DeprecateAsync(services, cancellation);
        await new DemoTraffic(register, clock).FillAsync(flows, cancellation);
        await new DemoWebhooks(packs, register, accounts, clock).FillAsync(systems, cancellation);
        await register.WatchAsync(cancellation);
    }

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(Vietnam).DateTime);

    private async Task<Dictionary<string, Guid>> DraftAsync(CancellationToken cancellation)
    {
        var services = new Dictionary<string, Guid>();
        foreach (var pack in packs.Exchange.Services)
        {
            var order = new ServiceOrder(
                pack.Dataset, pack.Code, null, pack.TitleVi, pack.TitleEn, pack.Availability, pack.AnswerMs);
            var service = DemoExchange.Done(await At(Drafted).DraftAsync(await ByAsync(pack.By, cancellation), order, cancellation));
            if (pack.State != "draft")
            {
                DemoExchange.Done(await At(Drafted - 1).PublishAsync(await ByAsync(Office, cancellation), service, cancellation));
            }
            services.Add(pack.Code, service);
        }
        return services;
    }

    private async Task DeprecateAsync(Dictionary<string, Guid> services, CancellationToken cancellation)
    {
        foreach (var pack in packs.Exchange.Services.Where(pack => pack.State == "deprecated"))
        {
            DemoExchange.Done(await At(Deprecated).DeprecateAsync(
                await ByAsync(Office, cancellation), services[pack.Code], cancellation));
        }
    }

    /// <summary>The agreement, and after it the one that renews it.</summary>
    private async Task<IReadOnlyList<Guid>> AgreeAsync(AgreementPack pack, Guid system, Guid service, CancellationToken cancellation)
    {
        var order = new AgreementOrder(
            system, service, pack.Purpose, pack.LegalBasis, pack.Fields, pack.Condition, pack.QuotaPerDay, pack.RatePerMinute,
            pack.HoursFrom, pack.HoursTo, null, Today.AddDays(pack.ValidTo), pack.NeedsCase);
        var agreement = DemoExchange.Done(await At(pack.Ago).RequestAsync(await ByAsync(pack.By, cancellation), order, cancellation));
        await DoAsync(agreement, pack.Deeds, cancellation);
        if (pack.Renewal is not { } renewal)
        {
            return [agreement];
        }
        var next = DemoExchange.Done(await At(renewal.Ago).RenewAsync(
            await ByAsync(renewal.By, cancellation), agreement, new(ValidTo: Today.AddDays(renewal.ValidTo)), cancellation));
        await DoAsync(next, renewal.Deeds, cancellation);
        return [agreement, next];
    }

    private async Task DoAsync(Guid agreement, IEnumerable<DeedPack> deeds, CancellationToken cancellation)
    {
        foreach (var deed in deeds)
        {
            var (then, by) = (At(deed.Ago), await ByAsync(deed.By, cancellation));
            DemoExchange.Done(deed.Deed switch
            {
                "approve" => await then.ApproveAsync(by, agreement, cancellation),
                "refuse" => await then.RefuseAsync(by, agreement, deed.Reason ?? "", deed.Citation ?? "", cancellation),
                "suspend" => await then.SuspendAsync(by, agreement, deed.Reason ?? "", cancellation),
                "end" => await then.EndAsync(by, agreement, deed.Reason ?? "", cancellation),
                _ => throw new InvalidDataException($"exchange.json: no deed is called {deed.Deed}"),
            });
        }
    }

    private ExchangeRegister At(double ago) => register.At(clock.GetUtcNow().AddDays(-ago));

    private async Task<Caller> ByAsync(string userName, CancellationToken cancellation) =>
        await accounts.FindAsync(userName, cancellation)
        ?? throw new InvalidDataException($"exchange.json: there is no account {userName}");
}
