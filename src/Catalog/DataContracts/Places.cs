using System.Globalization;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;
using YamlDotNet.Core;

namespace Phusa.Catalog.DataContracts;

/// <summary>Where every part of a file stands, so that a fault found later still names line and column.</summary>
internal sealed class Places(string file)
{
    private readonly Dictionary<string, Mark> marks = new(StringComparer.Ordinal);

    public List<Problem> Problems { get; } = [];

    public List<Problem> Warnings { get; } = [];

    public void Remember(string path, Mark mark) => marks[path] = mark;

    public void Refuse(string path, string code, Text message) => Problems.Add(Found(new(path, code, message)));

    public void Refuse(Mark mark, string path, string code, Text message) =>
        Problems.Add(new(At(mark, path), code, message));

    public void Warn(string path, string code, Text message) => Warnings.Add(Found(new(path, code, message)));

    /// <summary>
    /// The problem with its path placed; a part that is missing is placed at what it is missing from.
    /// </summary>
    public Problem Found(Problem problem)
    {
        for (var path = problem.Field; ; path = Parent(path))
        {
            if (marks.TryGetValue(path, out var mark))
            {
                return problem with { Field = At(mark, problem.Field) };
            }
            if (path.Length == 0)
            {
                return problem with { Field = $"{file}:1:1 {problem.Field}".TrimEnd() };
            }
        }
    }

    public static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static string Parent(string path) => path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];

    private string At(Mark mark, string path) =>
        string.Create(CultureInfo.InvariantCulture, $"{file}:{mark.Line}:{mark.Column} {path}").TrimEnd();
}
