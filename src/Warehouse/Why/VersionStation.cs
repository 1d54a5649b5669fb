using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Periods;
using Phusa.Kernel.Texts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Warehouse.Why;

/// <summary>The version that serves the rows.</summary>
internal sealed class VersionStation(Versions versions) : IWhyStation
{
    public async Task<IReadOnlyList<WhyStation>> OfAsync(WhySubject subject, CancellationToken cancellation)
    {
        if (await versions.FindAsync(subject.Dataset.Id, subject.Version, cancellation) is not { } version)
        {
            return [];
        }
        var at = VietnamTime.Of(version.CreatedAt).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);
        return
        [
            new(WhyReach.Version, T.WhyVersion(version.Number), [T.WhyVersionRows(version.Rows), Text.Same(at)],
                new Dictionary<string, object?>
                {
                    ["number"] = version.Number, ["rows"] = version.Rows, ["createdAt"] = version.CreatedAt,
                    ["restoredFrom"] = version.RestoredFrom,
                },
                $"/datasets/{subject.Dataset.Name}/versions"),
        ];
    }
}
