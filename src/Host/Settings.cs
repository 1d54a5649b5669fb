using System.Globalization;

namespace Phusa.Host;

/// <summary>
/// Where settings come from, later ones over earlier: <c>phusa.json</c> in the working folder, environment variables
/// <c>PHUSA_NAME</c> (<c>__</c> for a section), options of the command line.
/// </summary>
internal static class Settings
{
    public static IConfigurationRoot Read(IReadOnlyDictionary<string, string?> options) => new ConfigurationBuilder()
        .AddJsonFile(Path.GetFullPath("phusa.json"), optional: true)
        .AddEnvironmentVariables("PHUSA_")
        .AddInMemoryCollection(options.Where(option => option.Value is not null))
        .Build();

    /// <summary>Port of <c>serve</c> and <c>demo</c>; default 5080.</summary>
    public static int Port(this IConfiguration configuration) =>
        int.TryParse(configuration["Port"], NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 5080;
}
