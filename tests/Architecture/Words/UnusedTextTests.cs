using System.Text.RegularExpressions;
using Phusa.Build;
using Phusa.Tests.Architecture.Tree;

namespace Phusa.Tests.Architecture.Words;

/// <summary>A text that nothing says any more leaves the file.</summary>
public sealed partial class UnusedTextTests
{
    /// <summary>To be said by the load report, or to leave.</summary>
    private static readonly string[] Known =
    [
        "Quality: 'fault.empty' is not used", "Quality: 'fault.sentence' is not used",
    ];

    [Fact]
    public void Every_text_is_used_in_its_module() =>
        Verdict.Expect(Offences(ModuleTexts.All(), [.. Repository.Code, .. Repository.Components]), Known);

    [Fact]
    public void An_unused_text_is_found() => Assert.Equal(
        ["Intake: 'load.rows' is not used"],
        Offences(
            [new("Intake", new Dictionary<string, string> { ["load.rows"] = "x", ["load"] = "y" }, new Dictionary<string, string>())],
            [new("src/Intake/A.cs", "T.Load"), new("src/Quality/B.cs", "T.LoadRows")]));

    [Fact]
    public void No_texts_are_refused() => Assert.Throws<EmptySubjectException>(() => Offences([], [new("src/Intake/A.cs", "")]));

    private static IReadOnlyList<string> Offences(IReadOnlyList<ModuleTexts> modules, IReadOnlyList<SourceFile> files)
    {
        var used = files.GroupBy(file => file.Module).ToDictionary(group => group.Key, group => group
            .SelectMany(file => Accessor().Matches(file.Text)).Select(match => match.Groups[1].Value).ToHashSet());
        return Verdict.On(modules, module => module.Vi.Keys
            .Where(key => !used.GetValueOrDefault(module.Module, []).Contains(Placeholder.Pascal(key)))
            .Select(key => $"{module.Module}: '{key}' is not used"));
    }

    [GeneratedRegex(@"\bT\.(\w+)")]
    private static partial Regex Accessor();
}
