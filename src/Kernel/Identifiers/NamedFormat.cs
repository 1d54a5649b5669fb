using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;

namespace Phusa.Kernel.Identifiers;

/// <summary>
/// A format a contract names in <c>phusa.format</c>, known twice: to check one value with a reason for people, and
/// as a DuckDB predicate to check millions of rows where they lie. Both accept the same texts. A value with blanks
/// around it does not fit, even where reading it from a person would forgive them.
/// </summary>
public sealed class NamedFormat
{
    private readonly Func<string, Problem?> check;
    private readonly string template;

    internal NamedFormat(string name, Text title, Func<string, Problem?> check, string template) =>
        (Name, Title, this.check, this.template) = (name, title, check, template);

    public static IReadOnlyList<NamedFormat> All => NamedFormats.All;

    /// <summary>As contracts write it: <c>citizen-id</c>.</summary>
    public string Name { get; }

    public Text Title { get; }

    public static NamedFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);

    /// <summary>Null when the value fits. A missing value does not; whether it may miss is another check.</summary>
    public Problem? Check(string? value) => string.IsNullOrEmpty(value) ? Reading.Empty(Title)
        : value != value.Trim() ? new Problem("", "identifier.padded", T.IdentifierPadded(Title))
        : check(value);

    /// <summary>
    /// A DuckDB boolean that is true where <paramref name="expression"/>, a text, fits; null where it is null. The
    /// expression stands in it several times, so it should be a column or as cheap as one.
    /// </summary>
    public string Sql(string expression) => template.Replace("{x}", $"({expression})", StringComparison.Ordinal);
}
