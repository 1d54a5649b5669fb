using Phusa.Build;
using Phusa.Tests.Architecture.Tree;

namespace Phusa.Tests.Architecture.Words;

/// <summary>Each text stands in both languages with the same placeholders, and no two keys make one accessor.</summary>
public sealed class TextPairTests
{
    [Fact]
    public void Both_languages_have_the_same_texts() => Verdict.Expect(Offences(ModuleTexts.All()));

    [Fact]
    public void Differences_are_found() => Assert.Equal(
        [
            "Intake: 'a' has other placeholders in English", "Intake: 'b' stands in one language only",
            "Intake: 'c' is empty", "Intake: 'd.e', 'd-e' are both T.DE",
        ],
        Offences(
        [
            new("Intake",
                new Dictionary<string, string> { ["a"] = "{x}", ["b"] = "b", ["c"] = "c", ["d.e"] = "d", ["d-e"] = "d" },
                new Dictionary<string, string> { ["a"] = "{y}", ["c"] = " ", ["d.e"] = "d", ["d-e"] = "d" }),
        ]));

    [Fact]
    public void No_texts_are_refused() => Assert.Throws<EmptySubjectException>(() => Offences([]));

    private static IReadOnlyList<string> Offences(IReadOnlyList<ModuleTexts> modules) => Verdict.On(modules, module =>
        OneLanguage(module).Concat(Unequal(module)).Concat(Ambiguous(module)).Select(offence => $"{module.Module}: {offence}"));

    private static IEnumerable<string> OneLanguage(ModuleTexts module) => module.Vi.Keys.Except(module.En.Keys)
        .Concat(module.En.Keys.Except(module.Vi.Keys)).Select(key => $"'{key}' stands in one language only");

    private static IEnumerable<string> Unequal(ModuleTexts module)
    {
        foreach (var key in module.Vi.Keys.Where(module.En.ContainsKey))
        {
            if (string.IsNullOrWhiteSpace(module.Vi[key]) || string.IsNullOrWhiteSpace(module.En[key]))
            {
                yield return $"'{key}' is empty";
            }
            if (!Placeholder.Names(module.Vi[key]).Order().SequenceEqual(Placeholder.Names(module.En[key]).Order()))
            {
                yield return $"'{key}' has other placeholders in English";
            }
        }
    }

    private static IEnumerable<string> Ambiguous(ModuleTexts module) => module.Vi.Keys.GroupBy(Placeholder.Pascal)
        .Where(group => group.Count() > 1)
        .Select(group => $"{string.Join(", ", group.Select(key => $"'{key}'"))} are both T.{group.Key}");
}
