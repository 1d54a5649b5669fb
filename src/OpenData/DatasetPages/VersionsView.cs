using Phusa.Kernel.Outcomes;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.DatasetPages;

/// <summary>The versions tab.</summary>
internal sealed record VersionsView(IReadOnlyList<DatasetVersion> Versions);

/// <summary>What changed between two versions, or why that cannot be told.</summary>
internal sealed record DiffView(DatasetVersion Before, DatasetVersion After, Outcome<VersionChanges> Changes);
