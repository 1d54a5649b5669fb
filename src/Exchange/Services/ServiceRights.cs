using Phusa.Exchange.Members;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Services;

/// <summary>
/// Who may do what to a service: the owner's steward drafts, deprecates and retires; the data office does so too, and
/// alone publishes. Publishing lets every official and integrator know of the service and its fields, whatever the dataset's class.
/// </summary>
internal static class ServiceRights
{
    public static bool Sees(this Caller caller, ServiceOfMember known) =>
        known.Service.State != ServiceState.Draft || caller.LooksInto(known.Owner);

    public static bool MayMake(this Caller caller, ServiceOfMember known, ServiceState next) =>
        next == ServiceState.Published ? caller.RunsExchange() : caller.AnswersFor(known.Owner);
}
