namespace Phusa.Tests.Unit;

/// <summary>
/// A test over the real data that lies beside the repository (or where PHUSA_SHARED points), skipped without it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (Folder is null)
        {
            Skip = "The shared data folder is absent: set PHUSA_SHARED to it, or put it beside the repository.";
        }
    }

    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("PHUSA_SHARED") is { Length: > 0 } named)
        {
            return Directory.Exists(named) ? named : null;
        }
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Phusa.slnx")))
        {
            folder = folder.Parent;
        }
        var beside = folder?.Parent is { } parent ? Path.Combine(parent.FullName, "shared") : null;
        return Directory.Exists(beside) ? beside : null;
    }
}
