using System.CommandLine;
using System.Globalization;
using Phusa.Kernel.Texts;

namespace Phusa.Host.CommandLine;

/// <summary>The program's verbs and the options that all of them share.</summary>
internal static class PhusaCommand
{
    private static readonly Option<string?> Data = new("--data")
    {
        Description = "Folder of the lake, the records and the cache (default: data)", Recursive = true,
    };

    private static readonly Option<string?> Records = new("--records")
    {
        Description = "PostgreSQL connection string of the records; without it they are a SQLite file", Recursive = true,
    };

    private static readonly Option<int?> Port = new("--port")
    {
        Description = "Port of the web server (default: 5080)", Recursive = true,
    };

    private static readonly Option<string?> Language = new("--lang")
    {
        Description = "Language of what is said: vi or en (default: vi)", Recursive = true,
    };

    static PhusaCommand() => Language.AcceptOnlyFromAmong("vi", "en");

    public static RootCommand Build() => new("Phù Sa, the data platform of a province")
    {
        Data, Records, Port, Language,
        ServeCommand.Build(), DemoCommand.Build(), ImportCommand.Build(), MigrateCommand.Build(), ContractCommand.Build(),
        AccountCommand.Build(), SourceCommand.Build(), LedgerCommand.Build(),
    };

    /// <summary>Has everything said in one language: that of the option, else of the settings, else Vietnamese.</summary>
    public static ParseResult Speaking(this ParseResult parsed)
    {
        var configuration = Host.Settings.Read(new Dictionary<string, string?>());
        var chosen = parsed.Errors.Count == 0 ? parsed.GetValue(Language) : null;
        CultureInfo.CurrentUICulture = (chosen ?? configuration["Language"]) == "en" ? Text.English : Text.Vietnamese;
        return parsed;
    }

    /// <summary>The settings of a run: file, environment, then what stands on the command line.</summary>
    /// <param name="more">What a verb sets by itself, over everything else.</param>
    public static IConfigurationRoot Settings(this ParseResult parsed, params (string Key, string? Value)[] more)
    {
        var options = new Dictionary<string, string?>
        {
            ["Data"] = parsed.GetValue(Data), ["Records"] = parsed.GetValue(Records),
            ["Port"] = parsed.GetValue(Port)?.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (key, value) in more)
        {
            options[key] = value;
        }
        return Host.Settings.Read(options);
    }
}
