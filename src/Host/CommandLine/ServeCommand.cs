using System.CommandLine;

namespace Phusa.Host.CommandLine;

/// <summary><c>phusa serve</c> runs the web server over existing records.</summary>
internal static class ServeCommand
{
    public static Command Build()
    {
        var command = new Command("serve", "Run the web server");
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                var configuration = parsed.Settings();
                await using var app = await PhusaServer.BuildAsync(configuration, migrate: false, cancellation);
                await app.StartAsync(cancellation);
                Console.WriteLine($"Phù Sa: http://localhost:{configuration.Port()}");
                await app.WaitForShutdownAsync(cancellation);
                return 0;
            }
            catch (StaleSchemaException stale)
            {
                Console.Error.WriteLine(stale.Message);
                return 1;
            }
        });
        return command;
    }
}
