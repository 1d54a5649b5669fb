using Phusa.Exchange.Members;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Traffic;

/// <summary>
/// Whose traffic somebody sees: the data office and auditors all of it; officials and integrators of a member what its
/// services answered and what its systems asked.
/// </summary>
internal static class TrafficRights
{
    public static bool SeesAllTraffic(this Caller caller) => caller.RunsExchange() || caller.Has(Role.Auditor);

    public static bool SeesTrafficOf(this Caller caller, Member member) =>
        caller.SeesTrafficOf(member.Seat);

    public static bool SeesTrafficOf(this Caller caller, string agency) =>
        caller.SeesAllTraffic() || caller.ExchangeAgencies().Contains(agency);

    public static IEnumerable<string> ExchangeAgencies(this Caller caller) =>
        caller.AgenciesAs([.. Roles.Officials, Role.Integrator]);
}
