using Phusa.Exchange.Contracts;
using Phusa.Exchange.Events;
using Phusa.Exchange.Members;
using Phusa.Exchange.Services;
using Phusa.Exchange.Systems;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Periods;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Agreements;

/// <summary>The consumer asks for access to a service, for the first time or when an agreement comes to its end.</summary>
internal sealed class RequestAgreement(
    AgreementDirectory directory, AgreementStore store, SystemStore systems, ServiceStore services,
    ServiceInterfaces interfaces, WorkingDays days, TimeProvider clock)
{
    public async Task<Outcome<Agreement>> RunAsync(
        Caller by, AgreementOrder order, CancellationToken cancellation)
    {
        if (order.System is not { } system || await systems.FindAsync(system, cancellation) is not { } consumer)
        {
            return MemberProblems.SystemMissing(order.System ?? Guid.Empty);
        }
        if (!by.Connects(consumer.Member))
        {
            return AgreementProblems.NotYours;
        }
        if (order.Service is not { } service || await services.FindAsync(service, cancellation) is not { } provider
            || !by.Sees(provider))
        {
            return ServiceProblems.Missing(order.Service ?? Guid.Empty);
        }
        return provider.Service.State == ServiceState.Published
            ? await AddAsync(by, order, consumer, provider.Service, null, cancellation)
            : new Refusal(new Problem("service", "agreement.not-offered", T.AgreementNotOffered));
    }

    /// <summary>A new request that names the former; what the order leaves out stays as it was.</summary>
    public async Task<Outcome<Agreement>> RenewAsync(
        Caller by, Guid id, AgreementOrder order, CancellationToken cancellation)
    {
        if (await directory.FindAsync(by, id, cancellation) is not { } both)
        {
            return AgreementProblems.Missing(id);
        }
        if (!by.MayDo(both, AgreementDeed.Renew))
        {
            return AgreementProblems.NotYours;
        }
        var (former, today) = (both.Agreement, clock.Today());
        if (AgreementStates.After(former.StateOn(today), AgreementDeed.Renew) is null)
        {
            return AgreementProblems.State;
        }
        return both.Provider.Service.IsOffered
            ? await AddAsync(by, Renewed(former.Terms, order, today), both.Consumer, both.Provider.Service, former.Id, cancellation)
            : new Refusal(new Problem("service", "agreement.not-offered", T.AgreementNotOffered));
    }

    private async Task<Outcome<Agreement>> AddAsync(
        Caller by, AgreementOrder order, SystemOfMember consumer, Service service, Guid? renews,
        CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var read = new ReadTerms(
            order, await interfaces.OfAsync(service, cancellation), consumer.Member, VietnamTime.DayOf(now)).Run();
        if (read.Value is not { } terms)
        {
            return new Refusal(read.Problems);
        }
        var agreement = new Agreement(
            Guid.CreateVersion7(now), consumer.System.Id, service.Id, renews, terms, AgreementState.Requested,
            new(by.AccountId, by.Name, now), days.Due(now), null, null, null, null, 0);
        var done = ExchangeEvent.By(
            by, now, ExchangeAction.AgreementRequested, consumer.Member.Id, consumer.System.Id, terms.Purpose)
            with { ServiceId = service.Id, AgreementId = agreement.Id };
        await store.AddAsync(agreement, done, cancellation);
        return agreement;
    }

    private static AgreementOrder Renewed(AgreementTerms terms, AgreementOrder order, DateOnly today) => order with
    {
        Purpose = order.Purpose ?? terms.Purpose, LegalBasis = order.LegalBasis ?? terms.LegalBasis,
        Fields = order.Fields ?? terms.Fields, Condition = order.Condition ?? terms.Condition,
        QuotaPerDay = order.QuotaPerDay ?? terms.QuotaPerDay, RatePerMinute = order.RatePerMinute ?? terms.RatePerMinute,
        HoursFrom = order.HoursFrom ?? $"{terms.Hours?.From:HH\\:mm}", HoursTo = order.HoursTo ?? $"{terms.Hours?.To:HH\\:mm}",
        ValidFrom = order.ValidFrom ?? (terms.ValidTo >= today ? terms.ValidTo.AddDays(1) : today),
        NeedsCase = order.NeedsCase ?? terms.NeedsCase, NeedsConsent = order.NeedsConsent ?? terms.NeedsConsent,
    };
}
