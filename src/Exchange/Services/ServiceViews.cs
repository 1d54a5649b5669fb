using Phusa.Catalog.Contracts;
using Phusa.Exchange.Agreements;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Events;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Services;

/// <param name="Datasets">Those that the reader may make a service of; none for those who make none.</param>
internal sealed record ServicesView(
    IReadOnlyList<ServiceEntry> Services, string? Words, int Page, IReadOnlyList<Dataset> Datasets, ServiceOrder Order,
    IReadOnlyList<Problem> Problems)
{
    public const int Size = 50;

    public IReadOnlyList<ServiceEntry> Shown => [.. Services.Skip((Page - 1) * Size).Take(Size)];
}

/// <param name="Agreements">Those that the reader may see.</param>
/// <param name="Events">None for those who may not look into the owner.</param>
internal sealed record ServiceView(
    ServiceDescription Described, IReadOnlyList<ExchangeEvent> Events, IReadOnlyList<ServiceState> Steps,
    AgreementsShown Agreements, bool MayRequest)
{
    public ServiceEntry Named => Described.Named;

    public Service Service => Described.Named.Service;
}
