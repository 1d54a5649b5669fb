using Phusa.Catalog.Contracts;
using Phusa.Exchange.Agreements;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Events;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Services;

/// <param name="MayDraft">Whether the reader may draft services of systems.</param>
/// <param name="Datasets">Those that the reader may make a service of; none for those who make none.</param>
internal sealed record ServicesView(
    ServiceResults Results, ServiceSearch Search, int Page, IReadOnlyList<Dataset> Datasets, ServiceOrder Order,
    IReadOnlyList<Problem> Problems, bool MayDraft)
{
    public const int Size = 50;

    public IReadOnlyList<ServiceShown> Shown => [.. Results.Services.Skip((Page - 1) * Size).Take(Size)];
}

/// <param name="Agreements">Those that the reader may see.</param>
/// <param name="MayConfigure">Whether the reader sees the settings of the system behind it.</param>
/// <param name="Operations">As its OpenAPI document has them.</param>
/// <param name="Address">Where the gateway answers for it.</param>
/// <param name="Events">None for those who may not look into the owner.</param>
internal sealed record ServiceView(
    ServiceDescription Described, IReadOnlyList<ExchangeEvent> Events, IReadOnlyList<ServiceState> Steps,
    AgreementsShown Agreements, bool MayRequest, bool MayConfigure,
    IReadOnlyList<(string Name, string Method, string Path, string Summary)> Operations, string Address)
{
    public ServiceEntry Named => Described.Named;

    public Service Service => Described.Named.Service;

    /// <summary>Who may give a draft up may replace its document.</summary>
    public bool MayReplaceDocument =>
        Service is { IsProxied: true, State: ServiceState.Draft } && Steps.Contains(ServiceState.Retired);
}
