using Phusa.Exchange.Members;
using Phusa.Exchange.Systems;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Contracts;

/// <summary>Members and their systems, for programs that set a province up.</summary>
public sealed class ExchangeRegister
{
    private readonly MemberStore members;
    private readonly RegisterMember registerMember;
    private readonly RegisterSystem registerSystem;
    private readonly SuspendSystem standing;

    internal ExchangeRegister(
        MemberStore members, RegisterMember registerMember, RegisterSystem registerSystem, SuspendSystem standing) =>
        (this.members, this.registerMember, this.registerSystem, this.standing) =
            (members, registerMember, registerSystem, standing);

    public async Task<bool> AnyAsync(CancellationToken cancellation) =>
        (await members.ListAsync(cancellation)).Count > 0;

    /// <summary>The new member's id.</summary>
    public async Task<Outcome<Guid?>> RegisterAsync(Caller by, MemberOrder order, CancellationToken cancellation)
    {
        var made = await registerMember.RunAsync(by, order, cancellation);
        return made.Value is { } member ? member.Id : new Refusal(made.Problems);
    }

    /// <summary>The new system's id.</summary>
    /// <param name="by">Needs the data office's role, or that of the agency's steward; to activate, the data office's.</param>
    /// <param name="activate">Whether it may call from the start.</param>
    public async Task<Outcome<Guid?>> RegisterAsync(
        Caller by, Guid member, MemberSystemOrder order, bool activate, CancellationToken cancellation)
    {
        var made = await registerSystem.RunAsync(by, member, order, cancellation);
        if (made.Value is not { } system)
        {
            return new Refusal(made.Problems);
        }
        if (activate)
        {
            await standing.ActivateAsync(by, system.Id, cancellation);
        }
        return system.Id;
    }
}
