using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Members;

/// <summary>Refusals that several use cases share.</summary>
internal static class MemberProblems
{
    private const int LongestReason = 500;

    public static Missing Missing(Guid id) => new(new Problem("member", "member.missing", T.MemberMissing($"{id}")));

    public static Missing SystemMissing(Guid id) =>
        new(new Problem("system", "subsystem.missing", T.SubsystemMissing($"{id}")));

    public static Refusal NotYours => new(new Problem("", "subsystem.not-yours", T.SubsystemNotYours));

    /// <summary>What is wrong with a reason that somebody gave; null when nothing.</summary>
    public static Problem? OfReason(string? reason) => reason?.Trim().Length is null or 0 or > LongestReason
        ? new("reason", "standing.reason-missing", T.StandingReasonMissing(LongestReason))
        : null;
}
