using Phusa.Catalog.Contracts;

namespace Phusa.OpenData.Why;

/// <summary>Where everybody who may read the data finds it: the portal and its API.</summary>
internal sealed class PortalStation : IWhyStation
{
    public Task<IReadOnlyList<WhyStation>> OfAsync(WhySubject subject, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<WhyStation>>(
        [
            new(WhyReach.Use, T.WhyUse, [T.WhyUsePortal, T.WhyUseApi],
                new Dictionary<string, object?> { ["page"] = $"/datasets/{subject.Dataset.Name}" },
                $"/datasets/{subject.Dataset.Name}/api"),
        ]);
}
