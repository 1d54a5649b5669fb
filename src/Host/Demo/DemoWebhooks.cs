using Phusa.Exchange.Contracts;
using Phusa.Security.Contracts;

namespace Phusa.Host.Demo;

/// <summary>
/// Webhooks of systems that do not exist, with deliveries that were never made: one that goes on after a dead letter, one that
/// was stopped. Their addresses lie under <c>.example</c>, where there is nobody (RFC 2606).
/// </summary>
internal sealed class DemoWebhooks(Packs packs, ExchangeRegister register, Accounts accounts, TimeProvider clock)
{
    public async Task FillAsync(IReadOnlyDictionary<string, Guid> systems, CancellationToken cancellation)
    {
        foreach (var pack in packs.Exchange.Webhooks)
        {
            var by = await accounts.FindAsync(pack.By, cancellation)
                ?? throw new InvalidDataException($"exchange.json: there is no account {pack.By}");
            await register.RecallAsync(
                new(systems[pack.System], new(pack.Address), pack.Types, by.Name, Ago(pack.Ago), pack.Stopped is { } stopped ? Ago(stopped) : null,
                    [.. pack.Deliveries.Select(one => new WebhookDeliveryOrder(Ago(one.Ago), one.Dataset, one.Version, one.Answers))]),
                cancellation);
        }
    }

    private DateTimeOffset Ago(double days) => clock.GetUtcNow().AddDays(-days);
}
