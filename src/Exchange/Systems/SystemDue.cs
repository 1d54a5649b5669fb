using Phusa.Exchange.Agreements;
using Phusa.Kernel.Periods;

namespace Phusa.Exchange.Systems;

/// <summary>By when the data office answers for a system that waits: its account is what the law gives two working days for.</summary>
/// <param name="On">The last day.</param>
internal sealed record SystemDue(DateOnly On, bool IsOver);

internal sealed class SystemDues(WorkingDays days, TimeProvider clock)
{
    /// <summary>Null for one that was answered.</summary>
    public SystemDue? Of(MemberSystem system) =>
        system.State == SystemState.Registered && days.Due(system.CreatedAt) is var due ? new(due, clock.Today() > due) : null;
}
