using Phusa.Security.Contracts;

namespace Phusa.Exchange.Members;

/// <summary>Partners whose integrators may have accounts here; members of other exchanges have none.</summary>
internal sealed class MemberPartners(MemberStore members) : IPartners
{
    public async Task<IReadOnlyList<Partner>> ListAsync(CancellationToken cancellation) =>
    [
        .. (await members.ListAsync(cancellation)).Select(entry => entry.Member)
            .Where(member => member is { Agency: null, IsForeign: false })
            .Select(member => new Partner(member.Seat, member.PartnerName ?? member.Code)),
    ];
}
