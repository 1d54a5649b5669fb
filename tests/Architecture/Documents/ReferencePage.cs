using System.Text.RegularExpressions;
using Phusa.Tests.Architecture.Tree;

namespace Phusa.Tests.Architecture.Documents;

/// <summary>A page of reference: tables whose first cell names, in backticks, what the row is about.</summary>
internal static partial class ReferencePage
{
    /// <summary>Rows of <c>docs/reference/{name}.md</c>: what each is about, and its second cell.</summary>
    public static Dictionary<string, string> Rows(string name) => Rows(Repository.Read($"docs/reference/{name}.md"));

    public static Dictionary<string, string> Rows(SourceFile page) => Row().Matches(page.Text)
        .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Trim());

    /// <summary>What is there without a row, and rows about what is not there.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyCollection<string> there, IReadOnlyCollection<string> documented) =>
        Verdict.On(there, one => documented.Contains(one) ? [] : [$"{one} is not documented"])
            .Concat(documented.Except(there).Select(one => $"{one} is documented, but is not there")).ToList();

    [GeneratedRegex(@"^\| `([^`]+)`[^|]*\|([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
