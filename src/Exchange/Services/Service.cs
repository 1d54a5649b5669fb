using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Member = Phusa.Exchange.Members.Member;

namespace Phusa.Exchange.Services;

/// <summary>What stands behind a service: a dataset of the warehouse, or a system that calls are forwarded to.</summary>
internal enum ServiceKind
{
    Dataset,

    /// <summary>Described by an OpenAPI document.</summary>
    Rest,

    /// <summary>Described by a WSDL; calls are posted to one address.</summary>
    Soap,
}

/// <summary>Written by the owner, let out by the data office, about to end, ended.</summary>
internal enum ServiceState { Draft, Published, Deprecated, Retired }

/// <summary>What its owner promises; a null promises nothing.</summary>
/// <param name="Availability">Percent of the time.</param>
internal sealed record ServiceLevel(decimal? Availability, int? AnswerMs);

/// <summary>One version of what a member offers. Owner, code, version, kind and dataset never change.</summary>
/// <param name="Dataset">Its name; null for a service of another kind.</param>
internal sealed record Service(
    Guid Id, Guid MemberId, string Code, int Version, ServiceKind Kind, string? Dataset, string TitleVi, string TitleEn,
    ServiceState State, ServiceLevel Level, DateTimeOffset CreatedAt)
{
    /// <summary>What the owner says of a service without a dataset, whose class is the dataset's own; else null.</summary>
    public Classification? StatedClass { get; init; }

    public Text Title => Text.Pair(TitleVi, TitleEn);

    /// <summary>Whether calls are answered: a deprecated one goes on until it is retired, but nobody asks for it any more.</summary>
    public bool IsOffered => State is ServiceState.Published or ServiceState.Deprecated;

    /// <summary>Whether calls are forwarded to a system of the owner's.</summary>
    public bool IsProxied => Kind != ServiceKind.Dataset;

    /// <summary>
    /// Draft → Published → Deprecated → Retired, no step left out; but a draft may be given up, and a deprecation taken
    /// back.
    /// </summary>
    public bool MayBecome(ServiceState next) => (State, next) switch
    {
        (ServiceState.Draft, ServiceState.Published or ServiceState.Retired) => true,
        (ServiceState.Published, ServiceState.Deprecated) => true,
        (ServiceState.Deprecated, ServiceState.Published or ServiceState.Retired) => true,
        _ => false,
    };
}

/// <summary>A service with the member that offers it, as whoever asks for either needs both.</summary>
internal sealed record ServiceOfMember(Service Service, Member Owner)
{
    /// <summary>X-Road's identifier, in which the code is the subsystem and the version the service: <c>GL/GOV/H21.15/du-an/v1</c>.</summary>
    public string XRoadId(string instance) =>
        $"{Owner.XRoadId(instance)}/{Uri.EscapeDataString(Service.Code)}/v{Service.Version}";
}
