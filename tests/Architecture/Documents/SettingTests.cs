using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Phusa.Host;
using Phusa.Tests.Architecture.Tree;

namespace Phusa.Tests.Architecture.Documents;

/// <summary>
/// Every key that code reads from the configuration, every property of an options class and every environment variable
/// has a row in <c>docs/reference/configuration.md</c>; a row of an options class gives its true default.
/// </summary>
public sealed partial class SettingTests
{
    [Fact]
    public void Every_setting_is_documented() => Verdict.Expect(ReferencePage.Differences(
        [.. Keys(Repository.Code), .. Options().Keys, .. Variables([.. Repository.Code, .. Scripts()])],
        ReferencePage.Rows("configuration").Keys));

    [Fact]
    public void Defaults_of_options_are_true()
    {
        var rows = ReferencePage.Rows("configuration");
        Assert.All(Options(), option => Assert.Equal(option.Value, rows[option.Key].Trim('`')));
    }

    [Fact]
    public void Keys_are_found_where_they_are_read() => Assert.Equal(
        ["Assets", "Port"],
        Keys([new("src/A/B.cs", "class B { const string Key = \"Assets\"; void C() { _ = configuration[\"Port\"]; _ = configuration[Key]; _ = map[\"x\"]; } }")]));

    [Fact]
    public void Variables_are_found_and_the_bare_prefix_is_none() => Assert.Equal(
        ["PHUSA_DUCKDB"], Variables([new("src/A/B.cs", "\"PHUSA_DUCKDB\"; \"PHUSA_\"; PHUSA_NAME PHUSA_Intake__Connections__name")]));

    [Fact]
    public void No_files_are_refused()
    {
        Assert.Throws<EmptySubjectException>(() => Keys([]));
        Assert.Throws<EmptySubjectException>(() => Variables([]));
    }

    private static IReadOnlyList<string> Keys(IReadOnlyList<SourceFile> files) => Verdict.On(files, file => file.Syntax
        .DescendantNodes().OfType<ElementAccessExpressionSyntax>()
        .Where(access => access.Expression is IdentifierNameSyntax { Identifier.Text: "configuration" or "asked" })
        .Select(access => access.ArgumentList.Arguments[0].Expression switch
        {
            LiteralExpressionSyntax literal => literal.Token.ValueText,
            IdentifierNameSyntax constant => Constant(file, constant.Identifier.Text),
            var other => other.ToString(),
        }));

    private static string Constant(SourceFile file, string name) => file.Syntax.DescendantNodes()
        .OfType<VariableDeclaratorSyntax>().First(variable => variable.Identifier.Text == name)
        .Initializer!.Value is LiteralExpressionSyntax literal ? literal.Token.ValueText : name;

    /// <summary>Default by key: <c>Intake:LargestFileMegabytes</c> is a property of <c>IntakeOptions</c>.</summary>
    private static Dictionary<string, string> Options() => River.Modules.SelectMany(module => module.Assembly.GetTypes())
        .Where(type => type.IsClass && type.Name.EndsWith("Options", StringComparison.Ordinal))
        .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => (
            Key: $"{type.Name[..^"Options".Length]}:{property.Name}",
            Value: Default(property.GetValue(Activator.CreateInstance(type))))))
        .ToDictionary(option => option.Key, option => option.Value);

    private static string Default(object? value) => value is System.Collections.IDictionary
        ? "" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static IReadOnlyList<string> Variables(IReadOnlyList<SourceFile> files) => Verdict.On(files, file =>
        Variable().Matches(file.Text).Select(match => match.Value).Where(name => name != "PHUSA_NAME"));

    private static IEnumerable<SourceFile> Scripts() =>
        Repository.Files("tests", ".cs").Where(file => !file.IsUnder("tests/Architecture")).Append(Repository.Read("phusa"));

    [GeneratedRegex(@"\bPHUSA_[A-Z]+(_[A-Z]+)*\b")]
    private static partial Regex Variable();
}
