using Phusa.Kernel.Texts;

namespace Phusa.Catalog.Contracts;

/// <summary>
/// What one dataset promises: its fields, rules, owner, freshness, classification and sharing. Read from an Open
/// Data Contract Standard file; everything the platform knows of a dataset is derived from it.
/// </summary>
public sealed record DataContract
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public ContractVersion Version { get; init; } = new(1, 0, 0);
    public ContractStatus Status { get; init; } = ContractStatus.Draft;
    public string? Domain { get; init; }
    public string? Purpose { get; init; }
    public string? Usage { get; init; }
    public string? Limitations { get; init; }
    public string? TitleVi { get; init; }
    public string? TitleEn { get; init; }

    /// <summary>The title to show: each language falls back to the other, then to the name.</summary>
    public Text Title => ContractTitle.Of(TitleVi, TitleEn, Name);

    public IReadOnlyList<string> Keywords { get; init; } = [];
    public string? Theme { get; init; }
    public string? Licence { get; init; }

    /// <summary>Code of the agency that owns the dataset.</summary>
    public string? Agency { get; init; }

    /// <summary>
    /// The field with the code of the agency that a row is about. Officials of that agency read their own rows where
    /// the dataset as a whole is restricted.
    /// </summary>
    public string? AgencyField { get; init; }

    /// <summary>Restricted unless the contract says otherwise: nothing is shared or published by omission.</summary>
    public Classification Classification { get; init; } = Classification.Restricted;

    public IReadOnlyList<LegalCitation> LegalBasis { get; init; } = [];
    public IReadOnlyList<DatasetListKind> Lists { get; init; } = [];

    /// <summary>Upsert where there is a key, else replace, unless the contract names a mode.</summary>
    public LoadMode Load { get; init; } = LoadMode.Replace;

    public Partition? Partition { get; init; }

    /// <summary>Fields whose values are looked up by key in a serving table.</summary>
    public IReadOnlyList<string> Serve { get; init; } = [];

    public Gate Gate { get; init; } = Gate.Open;
    public Weights Weights { get; init; } = Weights.Equal;
    public OpenSlice? Open { get; init; }
    public SharingTerms? Share { get; init; }
    public MapSettings? Map { get; init; }
    public IReadOnlyList<SourceDeclaration> Sources { get; init; } = [];

    /// <summary>Name of the contract's table: its first schema object.</summary>
    public string TableName { get; init; } = "";

    /// <summary>Fields of the first schema object, in their order.</summary>
    public IReadOnlyList<Field> Fields { get; init; } = [];

    /// <summary>Rules on the table as a whole; those of one field stand in <see cref="Field.Rules"/>.</summary>
    public IReadOnlyList<QualityRule> Rules { get; init; } = [];

    /// <summary>How often new data is promised; null where nothing is promised.</summary>
    public Frequency? Frequency { get; init; }

    /// <summary>How long after the fact a row may arrive.</summary>
    public Frequency? Latency { get; init; }

    public Frequency? Retention { get; init; }
    public IReadOnlyList<Member> Members { get; init; } = [];

    /// <summary>Sections of the standard that the platform keeps and writes back without reading any meaning.</summary>
    public IReadOnlyDictionary<string, object?> Other { get; init; } = PlainValues.None;

    /// <summary>The same for the first schema object.</summary>
    public IReadOnlyDictionary<string, object?> TableOther { get; init; } = PlainValues.None;

    /// <summary>Key fields in their order; empty where the dataset has no key.</summary>
    public IReadOnlyList<Field> Key =>
        [.. Fields.Where(part => part.IsKey).OrderBy(part => part.KeyPosition)];

    public Field? FindField(string name) => Fields.FirstOrDefault(field => field.Name == name);
}
