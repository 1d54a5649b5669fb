namespace Phusa.Host.Demo;

/// <summary>
/// Where the packs stand: the configuration key <c>Packs</c>, else a folder <c>packs</c> beside the program or beside
/// one of the folders it lies in, as in a working copy of the repository.
/// </summary>
internal static class PacksFolder
{
    private const string Key = "Packs";

    /// <exception cref="DirectoryNotFoundException">No folder holds a province.</exception>
    public static string Find(IConfiguration configuration) => Find(configuration[Key], AppContext.BaseDirectory);

    internal static string Find(string? configured, string program)
    {
        if (!string.IsNullOrWhiteSpace(configured))
        {
            return IsPacks(configured)
                ? configured
                : throw new DirectoryNotFoundException($"{Key}: '{configured}' holds no province.json.");
        }

        for (var folder = new DirectoryInfo(program); folder is not null; folder = folder.Parent)
        {
            var packs = Path.Combine(folder.FullName, "packs");
            if (IsPacks(packs))
            {
                return packs;
            }
        }

        throw new DirectoryNotFoundException($"No folder 'packs' beside the program; set {Key} to where it stands.");
    }

    private static bool IsPacks(string folder) => File.Exists(Path.Combine(folder, "province.json"));
}
