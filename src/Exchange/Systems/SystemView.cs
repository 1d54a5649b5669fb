using Microsoft.Extensions.Options;
using Phusa.Exchange.Agreements;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Credentials;
using Phusa.Exchange.Events;
using Phusa.Exchange.Members;
using Phusa.Exchange.Webhooks;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Periods;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Systems;

/// <summary>What the page of a system shows.</summary>
internal sealed record SystemView(
    MemberSystem System, string MemberName, bool MemberIsActive, string XRoadId, string TokenEndpoint,
    IReadOnlyList<Credential> Credentials, IReadOnlyList<ExchangeEvent> Events, bool MayRun, bool MayKeep,
    DateTimeOffset Now)
{
    /// <summary>One that was just made, and is shown this once.</summary>
    public string? Secret { get; init; }

    public SystemDue? Due { get; init; }

    public IReadOnlyList<Subscription> Subscriptions { get; init; } = [];

    /// <summary>Newest first.</summary>
    public required AgreementsShown Agreements { get; init; }

    public required MemberSystemOrder SystemOrder { get; init; }

    public CredentialOrder Order { get; init; } = new(nameof(CredentialKind.Secret), null);

    public IReadOnlyList<Problem> Problems { get; init; } = [];

    public string Curl(string secret) => $"curl -u '{System.Id}:{secret}' \\\n  -d grant_type=client_credentials \\\n  {TokenEndpoint}";
}

internal sealed class SystemPageReading(
    SystemStore systems, CredentialStore credentials, SubscriptionStore subscriptions, AgreementDirectory agreements,
    ExchangeEvents events, MemberDirectory directory,
    IOptions<ExchangeOptions> options, SystemDues dues, TimeProvider clock)
{
    private const int MostEvents = 20;

    public async Task<SystemView> ReadAsync(Caller caller, SystemOfMember known, CancellationToken cancellation)
    {
        var (system, contact) = (known.System, known.System.Contact);
        return new(
            system, await directory.NameAsync(known.Member, cancellation), known.Member.IsActive,
            system.XRoadId(options.Value.Instance, known.Member), options.Value.TokenEndpoint,
            await credentials.OfSystemAsync(system.Id, cancellation),
            await events.OfSystemAsync(system.Id, MostEvents, cancellation), caller.RunsExchange(),
            caller.Connects(known.Member), clock.GetUtcNow())
        {
            Due = dues.Of(system),
            Agreements = new(
                [.. (await agreements.ListAsync(caller, false, cancellation)).Where(both => both.Agreement.SystemId == system.Id)], clock.Today()),
            Subscriptions = await subscriptions.OfSystemAsync(system.Id, cancellation),
            SystemOrder = new(
                system.Code, system.Name, system.CatalogueId, system.SecurityLevel, contact.Name, contact.Email, contact.Phone),
        };
    }

    /// <summary>Null when there is none, or the caller may not look into its member.</summary>
    public async Task<SystemOfMember?> FindAsync(Caller caller, Guid id, CancellationToken cancellation) =>
        await systems.FindAsync(id, cancellation) is { } known && caller.LooksInto(known.Member) ? known : null;
}
