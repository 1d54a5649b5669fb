using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Phusa.Exchange.Samples;

namespace Phusa.Tests.Architecture.Documents;

/// <summary>The samples of the developer portal are sound in their language, whatever stands in the call.</summary>
public sealed class CodeSampleTests
{
    private static readonly string Nasty = "it's \"x\" \\ \\u0022 $HOME `id` ${a} {b} {{c}} %20 đ 🙂 */ // # --\r\n\t\u2028\u0085\u0001end\\";

    private static readonly SampleCall[] Calls =
    [
        new("http://localhost:5080/oauth/token", "GET", "http://localhost:5080/x/H21.13/du-an/v1/rows/7", [], null, null),
        new($"http://a/{Nasty}", "POST", $"http://a/{Nasty}", [new("Phusa-Case", Nasty), new("X-Other", "'")], "application/json", $"{{\"a\":\"{Nasty}\"}}"),
    ];

    [Fact]
    public void Each_language_is_there() => Assert.Equal(
        ["curl", "C#", "Java", "Python", "JavaScript"], CodeSample.Of(Calls[0]).Select(sample => sample.Language));

    [Fact]
    public void Csharp_compiles()
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path));
        foreach (var code in Codes("C#"))
        {
            var errors = CSharpCompilation.Create("sample", [CSharpSyntaxTree.ParseText(code)], references, new(OutputKind.ConsoleApplication))
                .GetDiagnostics().Where(one => one.Severity == DiagnosticSeverity.Error);
            Assert.True(!errors.Any(), $"{string.Join("\n", errors)}\n{code}");
        }
    }

    [ToolFact("bash")]
    public void Shell_is_sound() => Check("curl", "bash", file => ["-n", file]);

    [ToolFact("python3")]
    public void Python_compiles() => Check("Python", "python3", file => ["-m", "py_compile", file]);

    [ToolFact("node")]
    public void Script_is_sound() => Check("JavaScript", "node", file => ["--check", file]);

    [ToolFact("javac")]
    public void Java_compiles() => Check("Java", "javac", file => ["-encoding", "UTF-8", "-d", Path.GetDirectoryName(file)!, file]);

    /// <summary>What the shell passes on is what the call says.</summary>
    [ToolFact("bash")]
    public void Nothing_in_a_value_is_run_by_the_shell() =>
        Assert.Equal(Nasty, Run("bash", ["-c", $"printf %s {Literal.Shell(Nasty)}"]).Output);

    [ToolFact("python3")]
    public void A_quoted_value_means_itself() => Assert.Equal(
        Nasty, Run("python3", ["-c", $"import sys; sys.stdout.buffer.write({Literal.Quoted(Nasty)}.encode())"]).Output);

    private static IEnumerable<string> Codes(string language) =>
        Calls.Select(call => CodeSample.Of(call).Single(sample => sample.Language == language).Code);

    private static void Check(string language, string program, Func<string, string[]> arguments)
    {
        foreach (var sample in Calls.Select(call => CodeSample.Of(call).Single(sample => sample.Language == language)))
        {
            var folder = Directory.CreateTempSubdirectory("phusa-sample-");
            try
            {
                var file = Path.Combine(folder.FullName, sample.File);
                File.WriteAllText(file, sample.Code);
                var (exit, output) = Run(program, arguments(file));
                Assert.True(exit == 0, $"{output}\n{sample.Code}");
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
    }

    private static (int Exit, string Output) Run(string program, string[] arguments)
    {
        var errors = new System.Text.StringBuilder();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, process.ExitCode == 0 ? output : output + errors);
    }
}

/// <summary>Skipped, with the reason, where the language is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(string program)
    {
        Program = program;
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))))
        {
            Skip = $"{program} is not installed";
        }
    }

    public string Program { get; }
}
