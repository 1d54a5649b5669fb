using System.CommandLine;
using Phusa.Host.CommandLine;
using Phusa.Tests.Architecture.Tree;

namespace Phusa.Tests.Architecture.Documents;

/// <summary>Every verb of the program and every option of a verb has a row in <c>docs/reference/cli.md</c>.</summary>
public sealed class VerbTests
{
    [Fact]
    public void Every_verb_and_option_is_documented() => Verdict.Expect(
        ReferencePage.Differences(Names(PhusaCommand.Build()), ReferencePage.Rows("cli").Keys));

    private static Argument<string?> Note => new("note") { Arity = ArgumentArity.ZeroOrOne };

    [Fact]
    public void A_verb_is_written_with_its_arguments_and_options() => Assert.Equal(
        ["--data", "phusa load", "phusa load add FILE [NOTE]", "phusa load add --now"],
        Names(new RootCommand
        {
            new Option<string>("--data"),
            new Command("load") { new Command("add") { new Argument<string>("file"), Note, new Option<bool>("--now") } },
        }));

    private static IReadOnlyList<string> Names(RootCommand root) =>
        [.. Own(root).Select(option => option.Name), .. root.Subcommands.SelectMany(command => Names(command, "phusa"))];

    private static IEnumerable<string> Names(Command command, string above)
    {
        var name = $"{above} {command.Name}";
        yield return string.Join(' ', command.Arguments.Select(Written).Prepend(name));
        foreach (var below in Own(command).Select(option => $"{name} {option.Name}")
            .Concat(command.Subcommands.SelectMany(inner => Names(inner, name))))
        {
            yield return below;
        }
    }

    private static string Written(Argument argument) => argument.Arity.MinimumNumberOfValues == 0
        ? $"[{argument.Name.ToUpperInvariant()}]"
        : argument.Name.ToUpperInvariant();

    private static IEnumerable<Option> Own(Command command) =>
        command.Options.Where(option => option is not (VersionOption or System.CommandLine.Help.HelpOption));
}
