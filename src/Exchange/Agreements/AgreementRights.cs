using Phusa.Exchange.Members;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Agreements;

/// <summary>
/// Who may do what to an agreement. The consumer's integrator or steward asks, or the data office; a steward of the owning agency
/// answers, never the one who asked, and refuses by law instead of ending what was asked; where two must approve, the second may be of the data office. For an owner that is no
/// agency of the province, a partner or a member of another exchange, the data office answers in its stead.
/// </summary>
internal static class AgreementRights
{
    public static bool Sees(this Caller caller, AgreementOfBoth both) =>
        caller.LooksInto(both.Provider.Owner) || caller.LooksInto(both.Consumer.Member);

    public static bool Reviews(this Caller caller, AgreementOfBoth both) =>
        both.Provider.Owner.Agency is { } agency ? caller.Has(Role.Steward, agency) : caller.RunsExchange();

    public static bool MayDo(this Caller caller, AgreementOfBoth both, AgreementDeed deed) => deed switch
    {
        AgreementDeed.Approve =>
            caller.Reviews(both) || (both.Agreement.FirstApproval is not null && caller.RunsExchange()),
        AgreementDeed.Refuse => caller.Reviews(both),
        AgreementDeed.Renew => caller.Connects(both.Consumer.Member),
        AgreementDeed.End => caller.Connects(both.Consumer.Member)
            || (both.Agreement.State != AgreementState.Requested && caller.AnswersFor(both.Provider.Owner)),
        _ => caller.AnswersFor(both.Provider.Owner),
    };

    /// <summary>Also that nobody answers their own request, and nobody approves twice.</summary>
    public static bool MayDoNow(this Caller caller, AgreementOfBoth both, AgreementDeed deed) => caller.MayDo(both, deed) && deed switch
    {
        AgreementDeed.Approve => caller.IsAnother(both.Agreement.Requested) && caller.IsAnother(both.Agreement.FirstApproval),
        AgreementDeed.Refuse => caller.IsAnother(both.Agreement.Requested),
        _ => true,
    };

    private static bool IsAnother(this Caller caller, DoneBy? by) =>
        by is null || (caller.AccountId is { } account && account != by.AccountId);

    /// <summary>Whether it is the caller's own business: asked by the caller's agency, or the caller's to answer.</summary>
    public static bool IsOf(this AgreementOfBoth both, Caller caller) =>
        (caller.AccountId is { } account && both.Agreement.Requested.AccountId == account)
        || caller.Reviews(both)
        || caller.AgenciesAs(Role.Steward, Role.Integrator).Contains(both.Consumer.Member.Seat);
}
