using Phusa.Kernel.Identifiers;
using Phusa.Kernel.Texts;

namespace Phusa.Catalog.Contracts;

/// <summary>One field of a dataset: its type, limits, meaning and protection.</summary>
public sealed record Field
{
    public required string Name { get; init; }
    public string? TitleVi { get; init; }
    public string? TitleEn { get; init; }

    /// <summary>The title to show: each language falls back to the other, then to the name.</summary>
    public Text Title => ContractTitle.Of(TitleVi, TitleEn, Name);

    public string? Description { get; init; }
    public FieldType Type { get; init; }

    /// <summary>Type in the source or store as the contract words it, such as <c>decimal(18,2)</c>.</summary>
    public string? PhysicalType { get; init; }

    public bool Required { get; init; }
    public bool Unique { get; init; }

    /// <summary>Position in the key from 1; 0 where the field is not part of it.</summary>
    public int KeyPosition { get; init; }

    public bool IsKey => KeyPosition > 0;

    /// <summary>
    /// A limit is a decimal, a DateOnly, a DateTime, a DateTimeOffset or a TimeOnly, by the field's type.
    /// </summary>
    public object? Minimum { get; init; }

    public object? Maximum { get; init; }
    public object? ExclusiveMinimum { get; init; }
    public object? ExclusiveMaximum { get; init; }
    public int? MinLength { get; init; }
    public int? MaxLength { get; init; }

    /// <summary>A regular expression that both ECMA-262 and RE2 understand; it must match the whole value.</summary>
    public string? Pattern { get; init; }

    public decimal? MultipleOf { get; init; }

    /// <summary>How dates are written, in the pattern letters of the JDK; see <see cref="DatePattern"/>.</summary>
    public string? DateFormat { get; init; }

    public string? Unit { get; init; }

    /// <summary>A named format such as <c>citizen-id</c>; see <see cref="NamedFormat"/>.</summary>
    public string? Format { get; init; }

    public CodeListReference? CodeList { get; init; }
    public PersonalData PersonalData { get; init; }

    /// <summary>The contract says itself that there is no personal data here, and not only leaves it out.</summary>
    public bool IsDeclaredImpersonal { get; init; }

    public IdentifierKind Identifier { get; init; }
    public Mask? Mask { get; init; }
    public GeometryKind? Geometry { get; init; }

    /// <summary>Coordinate reference system such as <c>EPSG:4326</c>.</summary>
    public string? Crs { get; init; }

    /// <summary>Texts that mean "nothing" in the source.</summary>
    public IReadOnlyList<string> MissingValues { get; init; } = [];

    public IReadOnlyList<FieldReference> References { get; init; } = [];
    public IReadOnlyList<QualityRule> Rules { get; init; } = [];

    /// <summary>Parts of the standard that are kept and written back without reading any meaning.</summary>
    public IReadOnlyDictionary<string, object?> Other { get; init; } = PlainValues.None;

    /// <summary>The values named by an <c>invalidValues</c> rule; empty where every value is accepted.</summary>
    public IReadOnlyList<string> AcceptedValues => [.. Rules
        .Where(rule => rule.Metric == "invalidValues")
        .Select(rule => rule.Arguments.GetValueOrDefault("validValues"))
        .OfType<IReadOnlyList<object?>>().FirstOrDefault([])
        .Where(value => value is not null)
        .Select(value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!)];
}

/// <summary>A code list, by name and (where fixed) version, and the column of it that carries the label.</summary>
public sealed record CodeListReference(string Name, string? Version = null, string? LabelField = null)
{
    /// <summary>As contracts write it: <c>agencies@2024</c>.</summary>
    public override string ToString() => Version is null ? Name : $"{Name}@{Version}";
}

/// <summary>A field of another dataset whose values this field must be among.</summary>
public sealed record FieldReference(string Dataset, string Field)
{
    /// <summary>Parts of the standard that are kept and written back without reading any meaning.</summary>
    public IReadOnlyDictionary<string, object?> Other { get; init; } = PlainValues.None;

    /// <summary>As contracts write it: by name (<c>receivers.id</c>) or by address within another file.</summary>
    public override string ToString() => Dataset.Contains('/', StringComparison.Ordinal)
        ? $"{Dataset}/properties/{Field}" : $"{Dataset}.{Field}";
}
