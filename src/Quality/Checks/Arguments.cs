using System.Globalization;
using System.Text.RegularExpressions;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.Quality.Contracts;
using static Phusa.Quality.Checks.SqlValue;

namespace Phusa.Quality.Checks;

/// <summary>The arguments of a rule of the platform, by name, with the field it stands under as the default field.</summary>
internal sealed partial class Arguments(DataContract contract, Field? field, QualityRule rule)
{
    public QualityRule Rule => rule;

    public DataContract Contract => contract;

    /// <exception cref="InvalidDataException">The rule lacks the argument; the contract's validator reports it first.</exception>
    public string Word(string name, string? otherwise = null) =>
        rule.Arguments.GetValueOrDefault(name) is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture)!
        : name == "field" && field is not null ? field.Name
        : otherwise ?? throw new InvalidDataException($"Rule {rule.Name} needs the argument {name}");

    public string? WordOrNull(string name) => Word(name, "") is { Length: > 0 } word ? word : null;

    public decimal Number(string name, decimal otherwise) =>
        rule.Arguments.GetValueOrDefault(name) is decimal value ? value : otherwise;

    /// <exception cref="InvalidDataException">There are not exactly so many.</exception>
    public IReadOnlyList<decimal> Numbers(string name, int count)
    {
        decimal[] found = [.. (rule.Arguments.GetValueOrDefault(name) as IReadOnlyList<object?> ?? []).OfType<decimal>()];
        return found.Length == count ? found
            : throw new InvalidDataException($"Rule {rule.Name} needs {count} numbers as {name}");
    }

    /// <exception cref="InvalidDataException">There is none.</exception>
    public IReadOnlyList<string> SomeNames(string name) => Names(name) is { Count: > 0 } names ? names
        : throw new InvalidDataException($"Rule {rule.Name} needs the argument {name}");

    public IReadOnlyList<string> Names(string name, IReadOnlyList<Field>? otherwise = null) =>
        rule.Arguments.GetValueOrDefault(name) switch
        {
            IReadOnlyList<object?> many => [.. many.OfType<string>()],
            string one => [one],
            _ => otherwise is null ? [] : [.. otherwise.Select(field => field.Name)],
        };

    /// <summary>A map of names, such as this dataset's fields to another's.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Pairs(string name) =>
        rule.Arguments.GetValueOrDefault(name) is IReadOnlyDictionary<string, object?> map
            ? [.. map.Select(pair => KeyValuePair.Create(pair.Key, pair.Value as string ?? pair.Key))]
            : [.. Names(name).Select(same => KeyValuePair.Create(same, same))];

    /// <exception cref="InvalidDataException">There is none.</exception>
    public IReadOnlyList<KeyValuePair<string, string>> SomePairs(string name) => Pairs(name) is { Count: > 0 } pairs ? pairs
        : throw new InvalidDataException($"Rule {rule.Name} needs the argument {name}");

    public object Title(string name) => contract.FindField(name) is { } named ? named.Title : name;

    public string Titles(IEnumerable<string> names) => string.Join(", ", names.Select(name => Title(name).ToString()));

    /// <summary>A field's column, or a constant.</summary>
    public string Operand(string word) => contract.FindField(word) is not null ? Column(word)
        : decimal.TryParse(word, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? SqlValue.Of(number)
        : word == "today" ? "current_date" : SqlValue.Of(word);

    /// <summary>The fields that an expression names, in the order of the contract.</summary>
    public IReadOnlyList<string> NamedIn(string expression)
    {
        var words = Identifier().Matches(expression).Select(match => match.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. contract.Fields.Select(field => field.Name).Where(words.Contains)];
    }

    public Check Describe(Text expected, Text fault, params IReadOnlyList<string> fields) =>
        RuleChecks.Describe(rule, field, rule.Kind!, expected, fault, fields);

    public TableCheck Table(string measure)
    {
        var bound = rule.Bound ?? new Bound(BoundOperator.GreaterThan, 0);
        var rules = rule.Kind == CheckKinds.RowCount ? T.RowsRule(Bounds.Word(bound)) : T.TableRule(Bounds.Word(bound));
        return new(Describe(rules, T.TableFault), measure, bound, false, false);
    }

    /// <summary>A condition on one field: equals, notEquals, in, notIn or filled.</summary>
    public (string Sql, Text Words) Condition(string name)
    {
        var when = rule.Arguments.GetValueOrDefault(name) as IReadOnlyDictionary<string, object?>
            ?? throw new InvalidDataException($"Rule {rule.Name} needs the argument {name}");
        var on = Convert.ToString(when.GetValueOrDefault("field"), CultureInfo.InvariantCulture)!;
        foreach (var (word, value) in when.Where(pair => pair.Key != "field"))
        {
            IReadOnlyList<object?> values = value as IReadOnlyList<object?> ?? [value];
            var shown = string.Join(", ", values);
            switch (word)
            {
                case "filled":
                    return ($"{Column(on)} is not null", T.WhenFilled(Title(on)));
                case "equals" or "in":
                    return ($"{Column(on)} in ({List(values)})", T.WhenEquals(Title(on), shown));
                case "notEquals" or "notIn":
                    return ($"{Column(on)} not in ({List(values)})", T.WhenNot(Title(on), shown));
            }
        }
        throw new InvalidDataException($"Rule {rule.Name}: {name} needs equals, notEquals, in, notIn or filled");
    }

    [GeneratedRegex(@"[\p{L}_][\p{L}\p{N}_]*")]
    private static partial Regex Identifier();
}
