using Phusa.Exchange.Contracts;
using Phusa.Exchange.Documents;
using Phusa.Exchange.Events;
using Phusa.Exchange.Members;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Services;

/// <summary>A member writes down a service that a system of its own answers, with the document that describes it.</summary>
internal sealed class DraftProxied(ServiceStore store, MemberStore members, ReadDocument read, TimeProvider clock)
{
    public async Task<Outcome<Service>> RunAsync(
        Caller by, ServiceKind kind, ServiceOrder order, CancellationToken cancellation)
    {
        if (order.Member is not { } id || await members.FindAsync(id, cancellation) is not { } owner)
        {
            return new Refusal(new Problem("member", "member.missing", T.MemberMissing($"{order.Member}")));
        }
        if (!by.AnswersFor(owner) || owner.IsForeign)
        {
            return ServiceProblems.NotYours;
        }
        var code = order.Code?.Trim() ?? "";
        var document = await read.RunAsync(kind, order.Document, order.DocumentAddress, cancellation);
        IReadOnlyList<Problem> problems =
            [.. ServiceProblems.Of(order, code), .. ServiceProblems.OfProxied(order), .. document.Problems];
        return problems.Count > 0
            ? new Refusal(problems) : await AddAsync(by, kind, order, owner, code, document.Value!, cancellation);
    }

    private async Task<Outcome<Service>> AddAsync(
        Caller by, ServiceKind kind, ServiceOrder order, Phusa.Exchange.Members.Member owner, string code, string document,
        CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var (vi, en) = (order.TitleVi?.Trim(), order.TitleEn?.Trim());
        var service = new Service(
            Guid.CreateVersion7(now), owner.Id, code,
            order.Version ?? await store.HighestAsync(owner.Id, code, cancellation) + 1, kind, null,
            vi!, en is { Length: > 0 } ? en : vi!, ServiceState.Draft, new(order.Availability, order.AnswerMs), now)
        {
            StatedClass = ServiceProblems.ClassOf(order),
        };
        var done = ExchangeEvent.By(by, now, ExchangeAction.ServiceDrafted, owner.Id, detail: $"{code} v{service.Version}")
            with { ServiceId = service.Id };
        var source = string.IsNullOrWhiteSpace(order.Document) ? order.DocumentAddress?.Trim() : null;
        return await store.AddAsync(service, new(service.Id, document, source, now, by.Name, 0), done, null, cancellation)
            ? service
            : new Refusal(new Problem("version", "service.version-taken", T.ServiceVersionTaken(code, service.Version)));
    }
}
