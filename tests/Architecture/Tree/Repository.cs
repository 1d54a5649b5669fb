namespace Phusa.Tests.Architecture.Tree;

/// <summary>The working copy that the tests were built in.</summary>
internal static class Repository
{
    private static readonly string[] Made = ["bin", "obj", "node_modules", "wwwroot", "TestResults", ".git", ".phusa"];

    public static readonly string Root = FindRoot();

    private static readonly Lazy<IReadOnlyList<SourceFile>> Sources = new(() => Files("src", ".cs"));

    /// <summary>Every C# file of the product.</summary>
    public static IReadOnlyList<SourceFile> Code => Sources.Value;

    /// <summary>Every Razor component of the product.</summary>
    public static IReadOnlyList<SourceFile> Components => Files("src", ".razor");

    public static IReadOnlyList<SourceFile> Documents => Files("", ".md");

    /// <summary>Files under a folder that somebody wrote, by path.</summary>
    public static IReadOnlyList<SourceFile> Files(string folder, string ending) =>
    [
        .. Walk(new DirectoryInfo(Path.Combine(Root, folder)))
            .Where(file => file.Name.EndsWith(ending, StringComparison.Ordinal))
            .Select(file => new SourceFile(
                Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'), File.ReadAllText(file.FullName)))
            .OrderBy(file => file.Path, StringComparer.Ordinal),
    ];

    public static SourceFile Read(string path) => new(path, File.ReadAllText(Path.Combine(Root, path)));

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) => folder.EnumerateFiles().Concat(
        folder.EnumerateDirectories().Where(inner => !Made.Contains(inner.Name)).SelectMany(Walk));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Phusa.slnx")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new DirectoryNotFoundException("No Phusa.slnx above the tests");
    }
}
