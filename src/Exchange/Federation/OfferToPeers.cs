using Phusa.Catalog.Contracts;
using Phusa.Exchange.Events;
using Phusa.Exchange.Members;
using Phusa.Exchange.Services;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Federation;

/// <summary>
/// The owner lets other exchanges know of a service, or no longer. Nobody can call it by that: the peer's system needs an
/// agreement as everybody does. Important and core data are never listed.
/// </summary>
internal sealed class OfferToPeers(ServiceStore services, ServiceInterfaces interfaces, FederatedMarks marks, TimeProvider clock)
{
    public static bool MayBe(ServiceOfMember known, Classification kind) =>
        !known.Owner.IsForeign && known.Service.IsOffered && kind is not (Classification.Important or Classification.Core);

    public async Task<Outcome<bool>> RunAsync(Caller by, Guid id, bool isListed, CancellationToken cancellation)
    {
        if (await services.FindAsync(id, cancellation) is not { } known || !by.Sees(known))
        {
            return new Missing(ServiceProblems.Missing(id).Problem);
        }
        if (!by.AnswersFor(known.Owner))
        {
            return ServiceProblems.NotYours;
        }
        if (isListed && !MayBe(known, await interfaces.ClassAsync(known.Service, cancellation)))
        {
            return new Refusal(new Problem("", "federation.not-listed", T.FederationNotListed));
        }
        var done = ExchangeEvent.By(
            by, clock.GetUtcNow(), isListed ? ExchangeAction.ServiceListed : ExchangeAction.ServiceUnlisted, known.Owner.Id,
            detail: $"{known.Service.Code} v{known.Service.Version}") with { ServiceId = id };
        await marks.SetAsync(id, isListed, done, cancellation);
        return isListed;
    }
}
