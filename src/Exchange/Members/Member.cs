namespace Phusa.Exchange.Members;

/// <summary>X-Road's member class: state bodies, and everybody else.</summary>
internal enum MemberClass { GOV, COM }

internal enum MemberState { Active, Suspended }

/// <summary>An agency of the province, or a partner from elsewhere, on the exchange.</summary>
/// <param name="Code">Unique within its class: an agency's official code, or the partner's own.</param>
/// <param name="Agency">The agency's code; null for a partner.</param>
/// <param name="PartnerName">Null for an agency, whose name stands with the agencies.</param>
/// <param name="Reason">Why it is suspended.</param>
internal sealed record Member(
    Guid Id, MemberClass Class, string Code, string? Agency, string? PartnerName, string? TaxCode, MemberState State,
    string? Reason, DateTimeOffset CreatedAt)
{
    /// <summary>Between instance and code of a member of another exchange; no code given here has it.</summary>
    public const char Abroad = '~';

    /// <summary>Where roles at this member are held: the agency's code, or the partner's with its class.</summary>
    public string Seat => Agency ?? $"{Class}/{Code}";

    public bool IsActive => State == MemberState.Active;

    /// <summary>Of another exchange: it stands here for services that were taken over, and has nothing of its own.</summary>
    public bool IsForeign => Code.Contains(Abroad);

    /// <summary>The member's part of an X-Road identifier: instance, class and code.</summary>
    /// <param name="instance">Ours.</param>
    public string XRoadId(string instance) => Code.Split(Abroad) is [var other, var code]
        ? XRoad.XRoadId.Joined(other, Class.ToString(), code) : XRoad.XRoadId.Joined(instance, Class.ToString(), Code);
}

/// <param name="Systems">How many it has, whatever their state.</param>
/// <param name="ActiveSystems">How many of them may call.</param>
/// <param name="WaitingSystems">How many wait to be let in.</param>
internal sealed record MemberEntry(Member Member, int Systems, int ActiveSystems, int WaitingSystems);
