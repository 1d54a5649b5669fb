using Microsoft.Extensions.Options;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Events;
using Phusa.Exchange.Systems;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Members;

/// <summary>What the page of a member shows to a caller.</summary>
internal sealed class MemberPageReading(
    MemberStore members, SystemStore systems, ExchangeEvents events, MemberDirectory directory,
    IOptions<ExchangeOptions> options)
{
    private const int MostEvents = 20;

    /// <summary>Null when there is no such member.</summary>
    /// <param name="order">What was written and refused; null at first.</param>
    public async Task<MemberView?> ReadAsync(
        Caller caller, Guid id, MemberOrder? order, IReadOnlyList<Problem> problems, CancellationToken cancellation)
    {
        if (await members.FindAsync(id, cancellation) is not { } member)
        {
            return null;
        }
        var looks = caller.LooksInto(member);
        return new(
            member, await directory.NameAsync(member, cancellation), await systems.OfMemberAsync(id, cancellation),
            looks ? await events.OfMemberAsync(id, MostEvents, cancellation) : [], options.Value.Instance,
            caller.RunsExchange(), caller.Connects(member), looks,
            order ?? new(Name: member.PartnerName, TaxCode: member.TaxCode), problems);
    }
}
