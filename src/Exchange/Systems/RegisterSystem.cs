using Phusa.Catalog.Contracts;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Events;
using Phusa.Exchange.Members;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;
using Member = Phusa.Exchange.Members.Member;

namespace Phusa.Exchange.Systems;

/// <summary>A member's system is registered, and its name, level and contact kept true. It may not call before it is let in.</summary>
internal sealed class RegisterSystem(
    MemberStore members, SystemStore store, InformationSystems catalogue, TimeProvider clock)
{
    public async Task<Outcome<MemberSystem>> RunAsync(
        Caller by, Guid memberId, MemberSystemOrder order, CancellationToken cancellation)
    {
        if (await members.FindAsync(memberId, cancellation) is not { } member)
        {
            return MemberProblems.Missing(memberId);
        }
        if (!by.Connects(member) || member.IsForeign)
        {
            return MemberProblems.NotYours;
        }
        var listed = await ListedAsync(order.Catalogue, cancellation);
        var problems = SystemRules.Problems(order, listed?.Name, isNew: true);
        if (order.Catalogue is not null && !IsOf(listed, member))
        {
            problems.Add(new("catalogue", "subsystem.catalogue-unknown", T.SubsystemCatalogueUnknown));
        }
        if (problems.Count > 0)
        {
            return new Refusal(problems);
        }
        var now = clock.GetUtcNow();
        var system = new MemberSystem(
            Guid.CreateVersion7(now), memberId, order.Code!.Trim(), listed?.Name ?? order.Name!.Trim(), order.Catalogue,
            listed?.SecurityLevel ?? order.SecurityLevel, SystemRules.Contact(order), SystemState.Registered, null, now);
        return await store.AddAsync(
            system, ExchangeEvent.By(by, now, ExchangeAction.SystemRegistered, memberId, system.Id), cancellation)
            ? system
            : new Refusal(new Problem("code", "subsystem.code-taken", T.SubsystemCodeTaken(system.Code)));
    }

    /// <summary>Name, level and contact; code and member stay, and so does the place in the catalogue.</summary>
    public async Task<Outcome<MemberSystem>> ChangeAsync(
        Caller by, Guid id, MemberSystemOrder order, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } known)
        {
            return MemberProblems.SystemMissing(id);
        }
        if (!by.Connects(known.Member))
        {
            return MemberProblems.NotYours;
        }
        var listed = await ListedAsync(known.System.CatalogueId, cancellation);
        if (SystemRules.Problems(order, listed?.Name, isNew: false) is { Count: > 0 } problems)
        {
            return new Refusal(problems);
        }
        var changed = known.System with
        {
            Name = listed?.Name ?? order.Name!.Trim(), SecurityLevel = listed?.SecurityLevel ?? order.SecurityLevel,
            Contact = SystemRules.Contact(order),
        };
        await store.ChangeAsync(
            changed, ExchangeEvent.By(by, clock.GetUtcNow(), ExchangeAction.SystemChanged, changed.MemberId, id),
            cancellation);
        return changed;
    }

    private async Task<InformationSystem?> ListedAsync(Guid? id, CancellationToken cancellation) =>
        id is null ? null : (await catalogue.ListAsync(cancellation)).FirstOrDefault(system => system.Id == id);

    /// <summary>In use, and either the member's own or nobody's in particular.</summary>
    internal static bool IsOf(InformationSystem? listed, Member member) =>
        listed is { Retirement: null } && (listed.Agency is null || listed.Agency == member.Agency);
}
