namespace Phusa.Host.Demo;

/// <summary>A dataset: its contract, and either the file with its rows or the recipe that makes them.</summary>
internal sealed record DatasetPack(string Name, string ContractPath, string? CsvPath, string? RecipePath);

/// <summary>A dataset list and the decision that issues it.</summary>
internal sealed record ListPack(
    string Kind,
    string TitleVi,
    string TitleEn,
    ListDecision Decision,
    IReadOnlyList<ListPackEntry> Entries,
    bool Illustrative = false,
    string? NoteVi = null);

internal sealed record ListDecision(string Number, DateOnly Date, string IssuedBy);

internal sealed record ListPackEntry(string Dataset, DateOnly? PublishBy = null, DateOnly? ShareBy = null);

/// <summary>A term of the glossary.</summary>
internal sealed record TermPack(string Name, string TermVi, string TermEn, string DefinitionVi, string DefinitionEn);
