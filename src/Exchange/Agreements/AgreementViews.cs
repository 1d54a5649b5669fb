using Phusa.Exchange.Contracts;
using Phusa.Exchange.Events;
using Phusa.Exchange.Services;
using Phusa.Exchange.Systems;
using Phusa.Kernel.Outcomes;
using Phusa.Catalog.Contracts;

namespace Phusa.Exchange.Agreements;

/// <summary>A list of agreements and the day by which their states are told.</summary>
internal sealed record AgreementsShown(IReadOnlyList<AgreementOfBoth> Agreements, DateOnly Today);

internal sealed record AgreementsView(IReadOnlyList<AgreementOfBoth> Agreements, bool Mine, int Page, DateOnly Today)
{
    public const int Size = 50;

    public IReadOnlyList<AgreementOfBoth> Shown => [.. Agreements.Skip((Page - 1) * Size).Take(Size)];
}

/// <param name="Deeds">What the reader may do now.</param>
/// <param name="IsForAnother">Whether the reader could approve it, had it not been their own request or approval.</param>
internal sealed record AgreementView(
    AgreementOfBoth Both, string ConsumerName, string OwnerName, Classification Class, IReadOnlyList<AgreementDeed> Deeds,
    DateOnly Today, IReadOnlyList<ExchangeEvent> Events, bool IsForAnother)
{
    public Agreement Agreement => Both.Agreement;

    public AgreementState State => Agreement.StateOn(Today);
}

/// <param name="Systems">Those that the reader may ask for.</param>
internal sealed record AgreementFormView(
    ServiceDescription Described, IReadOnlyList<SystemOfMember> Systems, AgreementOrder Order, IReadOnlyList<Problem> Problems);
