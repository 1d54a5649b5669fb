using Microsoft.Extensions.Options;
using Phusa.Exchange.Members;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Systems;

/// <summary>A system as programs get it.</summary>
/// <param name="Id">Also its OAuth <c>client_id</c>.</param>
/// <param name="SecurityLevel">As the contact, for those who look into the member.</param>
/// <param name="IsActive">Whether it may call now; its member may be suspended.</param>
/// <param name="Due">The last day to let it in or say why not; null once that was done.</param>
internal sealed record MemberSystemAnswer(
    Guid Id, Guid Member, string XRoadId, string Code, string Name, Guid? Catalogue, int? SecurityLevel,
    SystemContact? Contact, string State, string? Reason, bool IsActive, DateOnly? Due, bool IsOverdue);

internal sealed class SystemAnswers(IOptions<ExchangeOptions> options, SystemDues dues)
{
    public MemberSystemAnswer Of(SystemOfMember known, Caller caller)
    {
        var (system, looks, due) = (known.System, caller.LooksInto(known.Member), dues.Of(known.System));
        return new(
            system.Id, system.MemberId, system.XRoadId(options.Value.Instance, known.Member), system.Code, system.Name, system.CatalogueId,
            looks ? system.SecurityLevel : null, looks ? system.Contact : null,
            Word.Of(system.State), system.Reason, known.IsActive, due?.On, due is { IsOver: true });
    }
}
