using Phusa.Exchange.Agreements;
using Phusa.Exchange.Credentials;
using Phusa.Exchange.Services;
using Phusa.Exchange.Systems;
using Phusa.Kernel.Periods;
using Phusa.Kernel.Texts;
using Phusa.Ui;

namespace Phusa.Exchange.Diagnosis;

/// <summary>One thing that calls need, and whether it is there.</summary>
/// <param name="Words">What is so, and where it is not, who can mend it.</param>
internal sealed record CheckedPoint(bool IsWell, Text Title, Text Words);

/// <summary>Whether a system could call now, by all that is known here without its secret.</summary>
internal sealed class CheckSystem(CredentialStore credentials, AgreementStore agreements, ServiceStore services, TimeProvider clock)
{
    public async Task<IReadOnlyList<CheckedPoint>> RunAsync(SystemOfMember known, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var usable = (await credentials.OfSystemAsync(known.System.Id, cancellation)).Where(one => one.IsUsable(now)).ToList();
        var own = (await agreements.ListAsync(cancellation)).Where(one => one.SystemId == known.System.Id).ToList();
        var offered = (await services.ListAsync(cancellation)).Where(one => one.Service.IsOffered && one.Owner.IsActive).Select(one => one.Service.Id).ToHashSet();
        var day = VietnamTime.DayOf(now);
        var running = own.Where(one => one.StateOn(day) == AgreementState.Granted && one.Terms.IsValidOn(day) && offered.Contains(one.ServiceId)).ToList();
        var open = running.Count(one => one.Terms.IsInHours(now));
        return
        [
            new(known.Member.IsActive, T.CheckMember, known.Member.IsActive ? T.CheckMemberWell : T.CheckMemberIll),
            new(known.System.State == SystemState.Active, T.CheckSystem, known.System.State switch
            {
                SystemState.Active => T.CheckSystemWell,
                SystemState.Registered => T.CheckSystemWaits,
                _ => T.CheckSystemStopped,
            }),
            new(usable.Count > 0, T.CheckCredential, usable.Count > 0
                ? T.CheckCredentialWell(usable.Count, Show.Date(usable.Max(one => one.ExpiresAt))) : T.CheckCredentialIll),
            new(usable.Exists(one => one.LastUsedAt is not null), T.CheckToken, usable.Max(one => one.LastUsedAt) is { } used
                ? T.CheckTokenWell(Show.DateTime(used)) : T.CheckTokenIll),
            new(running.Count > 0, T.CheckAgreements, running.Count > 0 ? T.CheckAgreementsWell(running.Count)
                : own.Exists(one => one.State == AgreementState.Requested) ? T.CheckAgreementsWait : T.CheckAgreementsIll),
            new(running.Count == 0 || open > 0, T.CheckHours, running.Count == 0 || open == running.Count ? T.CheckHoursWell : T.CheckHoursSome(open, running.Count)),
        ];
    }
}
