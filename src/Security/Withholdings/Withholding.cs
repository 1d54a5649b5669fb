using Phusa.Kernel.Periods;
using Phusa.Security.Contracts;

namespace Phusa.Security.Withholdings;

/// <summary>By what accesses are chosen.</summary>
internal enum WithholdingKind { Agency, System, Agreement, Dataset }

/// <summary>Put down by the data office, confirmed by an auditor, ended before its time.</summary>
internal enum WithholdingState { Registered, Confirmed, Ended }

/// <summary>What is withheld, by whose order and which law.</summary>
/// <param name="OrderedBy">The authority that ordered it.</param>
/// <param name="Citation">The article by which it may.</param>
/// <param name="Object">The agency's code, the system's or agreement's id, the dataset's name.</param>
/// <param name="From">Accesses from this day on, in Vietnam's time.</param>
/// <param name="To">The last day on which they are withheld; those of later days never are.</param>
internal sealed record WithholdingTerms(
    string OrderedBy, string Citation, WithholdingKind Kind, string Object, DateOnly From, DateOnly To);

/// <summary>Who did something, and when.</summary>
internal sealed record SignedBy(Guid AccountId, string Name, DateTimeOffset At);

/// <summary>Accesses that people are not told of for a time, because a law says so: an investigation.</summary>
/// <param name="RenewsId">The one that it goes on with.</param>
internal sealed record Withholding(
    Guid Id, Guid? RenewsId, WithholdingTerms Terms, WithholdingState State, SignedBy Registered, SignedBy? Confirmed,
    string? EndedBy, DateTimeOffset? EndedAt, string? EndReason)
{
    public bool IsInForceOn(DateOnly day) => State == WithholdingState.Confirmed && day <= Terms.To;

    public bool Covers(DateTimeOffset at, AccessScope scope) =>
        VietnamTime.DayOf(at) is var day && day >= Terms.From && day <= Terms.To && Terms.Kind switch
        {
            WithholdingKind.Agency => scope.Agencies.Contains(Terms.Object),
            WithholdingKind.System => Same(scope.System),
            WithholdingKind.Agreement => Same(scope.Agreement),
            _ => Same(scope.Dataset),
        };

    private bool Same(string? known) => string.Equals(known, Terms.Object, StringComparison.OrdinalIgnoreCase);
}
