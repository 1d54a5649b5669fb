using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;

namespace Phusa.Catalog.Why;

/// <summary>Who answers for the data, and the contract it was checked against.</summary>
internal sealed class OwnerStation(Agencies agencies) : IWhyStation
{
    public async Task<IReadOnlyList<WhyStation>> OfAsync(WhySubject subject, CancellationToken cancellation)
    {
        var (dataset, contract) = (subject.Dataset, subject.Contract);
        var agency = (await agencies.TreeAsync(cancellation)).Find(dataset.Agency);
        var name = agency is null ? Text.Same(dataset.Agency) : Text.Pair(agency.NameVi, agency.NameEn);
        return
        [
            new(WhyReach.Agency, T.WhyAgency, [name, T.WhyAgencyAnswers],
                new Dictionary<string, object?> { ["code"] = dataset.Agency, ["name"] = name },
                $"/agencies/{Uri.EscapeDataString(dataset.Agency)}"),
            new(WhyReach.Contract, T.WhyContract,
                [T.WhyContractVersion(contract.Version.ToString()), T.WhyContractFields(contract.Fields.Count)],
                new Dictionary<string, object?>
                {
                    ["version"] = contract.Version.ToString(),
                    ["legalBasis"] = contract.LegalBasis.Select(basis => basis.ToString()).ToArray(),
                },
                $"/datasets/{dataset.Name}/fields"),
        ];
    }
}
