using Microsoft.CodeAnalysis.CSharp.Syntax;
using Phusa.Tests.Architecture.Tree;

namespace Phusa.Tests.Architecture.Code;

/// <summary>Time comes from <c>TimeProvider</c>, so that it can be tested; threads never wait for tasks.</summary>
public sealed class ClockAndWaitingTests
{
    private static readonly string[] Clocks = ["DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow"];

    /// <summary>Places where the caller is synchronous by nature and the wait is bounded.</summary>
    private static readonly string[] Known =
    [
        // The result of a check, not of a task.
        "src/Intake/Quality/RejectMeasure.cs: one.Result",
        // A download has a thread of its own: DuckDB's chunks are read and written on it, and the receiver sets the pace.
        "src/Warehouse/Export/Utf8Buffer.cs: sent.AsTask().GetAwaiter().GetResult",
        "src/Warehouse/Export/Utf8Buffer.cs: sent.GetAwaiter().GetResult",
        "src/Warehouse/Serving/ServingRows.cs: to.WriteAsync",
    ];

    [Fact]
    public void Code_asks_the_time_provider_and_never_blocks() =>
        Verdict.Expect(Offences([.. Repository.Code, .. Repository.Components]), Known);

    [Fact]
    public void Clocks_and_blocking_waits_are_found() => Assert.Equal(
        ["src/A/B.cs: DateTime.UtcNow", "src/A/B.cs: Thread.Sleep", "src/A/B.cs: task.GetAwaiter().GetResult", "src/A/B.cs: work.Wait"],
        Offences([new("src/A/B.cs",
            "class B { void C() { var now = System.DateTime.UtcNow; Thread.Sleep(1); task.GetAwaiter().GetResult(); work.Wait(); } }")]));

    [Fact]
    public void A_clock_in_a_component_is_found() =>
        Assert.Equal(["src/A/B.razor: DateTime.Now"], Offences([new("src/A/B.razor", "<p>@DateTime.Now</p>")]));

    [Fact]
    public void The_result_of_a_task_is_found() =>
        Assert.Equal(["src/A/B.cs: task.Result"], Offences([new("src/A/B.cs", "class B { int C() => task.Result; }")]));

    [Fact]
    public void No_files_are_refused() => Assert.Throws<EmptySubjectException>(() => Offences([]));

    private static IReadOnlyList<string> Offences(IReadOnlyList<SourceFile> files) => Verdict.On(files, file =>
        (file.Name.EndsWith(".cs", StringComparison.Ordinal) ? InCode(file) : InComponent(file))
            .Select(found => $"{file.Path}: {found}"));

    /// <summary>The expression without its line breaks, up to where arguments that are written out begin.</summary>
    private static string Short(string text)
    {
        var line = text.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal);
        return line.IndexOf("([", StringComparison.Ordinal) is var at and > 0 ? line[..at] : line;
    }

    private static IEnumerable<string> InComponent(SourceFile file) =>
        Clocks.Concat(["Thread.Sleep", "GetAwaiter().GetResult"]).Where(file.Text.Contains);

    private static IEnumerable<string> InCode(SourceFile file)
    {
        foreach (var access in file.Syntax.DescendantNodes().OfType<MemberAccessExpressionSyntax>())
        {
            var text = access.ToString();
            var last = access.Name.Identifier.Text;
            var called = access.Parent is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 };
            if (Array.Find(Clocks, clock => text.EndsWith(clock, StringComparison.Ordinal)) is { } clock)
            {
                yield return clock;
            }
            else if (text == "Thread.Sleep" || (called && last is "Wait")
                || (last == "GetResult" && access.Expression.ToString().EndsWith("GetAwaiter()", StringComparison.Ordinal))
                || (last == "Result" && !called && !file.IsUnder("src/Warehouse/DuckDb")))
            {
                yield return Short(text);
            }
        }
    }
}
