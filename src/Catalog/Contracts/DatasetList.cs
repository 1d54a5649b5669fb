using Phusa.Kernel.Texts;

namespace Phusa.Catalog.Contracts;

/// <summary>A list of datasets (open, shared, master, big …) that a decision issued, with its roadmap.</summary>
/// <param name="IssuedBy">Code of the agency that decided.</param>
/// <param name="IsIllustrative">Made up for a demonstration; pages must say so.</param>
public sealed record DatasetList(
    DatasetListKind Kind,
    Text Title,
    string DecisionNumber,
    DateOnly DecisionDate,
    string IssuedBy,
    bool IsIllustrative,
    Text? Note,
    IReadOnlyList<DatasetListEntry> Entries);

/// <summary>A dataset of a list, by name; it may still have to be made.</summary>
/// <param name="DueOn">By when it is to be published or shared.</param>
public sealed record DatasetListEntry(string Dataset, DateOnly? DueOn);
