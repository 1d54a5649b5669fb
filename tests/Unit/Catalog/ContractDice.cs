using Phusa.Catalog.Contracts;

namespace Phusa.Tests.Unit.Catalog;

/// <summary>Throws valid contracts of every shape from a seed, with texts that are hard to write as YAML.</summary>
internal sealed class ContractDice(int seed, string[] texts)
{
    private readonly Random random = new(seed);

    public DataContract Contract()
    {
        IReadOnlyList<Field> fields = [.. Enumerable.Range(0, random.Next(1, 9)).Select(Field)];
        var hasKey = fields.Any(field => field.IsKey);
        var classification = One<Classification>();
        return new()
        {
            Id = "id" + seed,
            Name = Word(),
            Version = new(random.Next(9), random.Next(9), random.Next(9)),
            Status = One<ContractStatus>(),
            Domain = Maybe(Word),
            Purpose = Maybe(Word),
            Limitations = Maybe(Word),
            TitleVi = Maybe(Word),
            TitleEn = Maybe(Word),
            Keywords = Some(Word),
            Agency = Maybe(Word),
            Classification = classification,
            LegalBasis = Some(() => new LegalCitation(Word(), Coin() ? new(2025, 1, 31) : null, Maybe(Word))),
            Load = hasKey ? One<LoadMode>() : Coin() ? LoadMode.Append : LoadMode.Replace,
            Partition = Coin() ? new(fields[0].Name, PartitionUnit.Hash, 4) : null,
            Serve = Coin() ? [fields[0].Name] : [],
            Gate = Coin() ? Gate.Open : new(GateMode.Warn, Scores()),
            Weights = Coin() ? Weights.Equal : new(Scores(), new Dictionary<string, decimal>()),
            Open = classification <= Classification.Shared && Coin()
                ? new() { Rows = Coin() ? [new(fields[0].Name, RowOperator.In, [Word(), Word()])] : [],
                    K = Coin() ? 5 : null }
                : null,
            Share = Coin() ? new() { Purposes = Some(Word), Approval = Coin(), Days = Coin() ? 30 : null } : null,
            Sources = Some(Source),
            TableName = "t",
            Fields = fields,
            Rules = [.. Enumerable.Range(0, random.Next(3)).Select(index => Rule($"t{index}"))],
            Frequency = Coin() ? new(random.Next(1, 9), One<FrequencyUnit>()) : null,
            Retention = Coin() ? new(random.Next(1, 9), One<FrequencyUnit>()) : null,
            Members = Some(() => new Member(Word(), Maybe(Word), Maybe(Word))),
        };
    }

    private Field Field(int index)
    {
        var type = index == 0 ? FieldType.Text : One<FieldType>();
        var key = Coin() && type is not (FieldType.Json or FieldType.Geometry) ? index + 1 : 0;
        var isText = type == FieldType.Text;
        return new()
        {
            Name = $"f{index}",
            Type = type,
            TitleVi = Maybe(Word),
            TitleEn = Maybe(Word),
            Description = Maybe(Word),
            PhysicalType = type == FieldType.Decimal ? "decimal(18,2)" : null,
            KeyPosition = key,
            Required = key > 0 || Coin(),
            Unique = Coin(),
            Minimum = Coin() ? Limit(type) : null,
            MinLength = isText && Coin() ? random.Next(5) : null,
            Pattern = isText && Coin() ? "[^'\"#: ]+\\d{2}" : null,
            DateFormat = type == FieldType.Date && Coin() ? "dd/MM/yyyy" : null,
            Unit = Maybe(Word),
            CodeList = isText && Coin() ? new("list", Coin() ? "2024" : null, Maybe(Word)) : null,
            PersonalData = PersonalData.Basic,
            Identifier = One<IdentifierKind>(),
            Mask = Coin() ? Mask.Hide : null,
            Geometry = type == FieldType.Geometry ? One<GeometryKind>() : null,
            Crs = type == FieldType.Geometry ? "EPSG:3405" : null,
            MissingValues = Some(Word),
            References = Some(() => new FieldReference("a.b-c", "d")),
            Rules = [.. Enumerable.Range(0, random.Next(3)).Select(at => Rule($"f{index}-{at}"))],
        };
    }

    private QualityRule Rule(string name) => random.Next(3) switch
    {
        0 => new()
        {
            Name = name, Type = RuleType.Library, Metric = "duplicateValues", Bound = Bound(),
            Severity = One<Severity>(), Unit = One<RuleUnit>(), Dimension = "uniqueness",
                Criterion = One<QualityCriterion>(),
        },
        1 => new() { Name = name, Type = RuleType.Sql, Query = Word(), Description = Maybe(Word),
            MessageVi = Maybe(Word) },
        _ => new()
        {
            Name = name, Type = RuleType.Custom, Engine = "phusa", Kind = CheckKinds.Expression,
            Arguments = new Dictionary<string, object?> { ["expression"] = Word() },
        },
    };

    private Bound Bound()
    {
        var one = One<BoundOperator>();
        return new(one, 3, one is BoundOperator.Between or BoundOperator.NotBetween ? 7.5m : null);
    }

    private SourceDeclaration Source() => new()
    {
        Kind = SourceKind.File, Location = Word(), Format = Maybe(Word),
        Columns = new Dictionary<string, string> { ["f0"] = Word() },
        Options = Coin() ? new Dictionary<string, string> { ["quote"] = Word() } : new Dictionary<string, string>(),
    };

    private static object? Limit(FieldType type) => type switch
    {
        FieldType.Integer or FieldType.Number or FieldType.Decimal => 12.50m,
        FieldType.Date => new DateOnly(2024, 2, 29),
        FieldType.Time => new TimeOnly(7, 30),
        FieldType.Timestamp => new DateTime(2024, 2, 29, 7, 30, 0, DateTimeKind.Unspecified),
        _ => null,
    };

    private Dictionary<QualityCriterion, decimal> Scores() =>
        new() { [QualityCriterion.Correct] = random.Next(100), [QualityCriterion.Live] = 12.5m };

    private bool Coin() => random.Next(2) == 0;

    private string Word() => texts[random.Next(texts.Length)];

    private T1 One<T1>() where T1 : struct, Enum => Enum.GetValues<T1>()[random.Next(Enum.GetValues<T1>().Length)];

    private string? Maybe(Func<string> make) => Coin() ? make() : null;

    private IReadOnlyList<T1> Some<T1>(Func<T1> make) => [.. Enumerable.Range(0, random.Next(3)).Select(_ => make())];
}
