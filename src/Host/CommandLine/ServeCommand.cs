using System.CommandLine;
using Phusa.Host.Demo;

namespace Phusa.Host.CommandLine;

/// <summary><c>phusa serve</c> runs the web server over existing records.</summary>
internal static class ServeCommand
{
    public static Command Build()
    {
        var command = new Command("serve", "Run the web server");
        command.SetAction(async (parsed, cancellation) =>
        {
            var configuration = parsed.Settings();
            if (File.Exists(DemoPeople.PasswordFile(configuration["Data"] ?? "data")))
            {
                await Console.Error.WriteLineAsync(T.ServeDemo.ToString());
                return 2;
            }
            return await RunAsync(configuration, cancellation);
        });
        return command;
    }

    /// <summary>Serves until stopped. Returns the exit code.</summary>
    public static async Task<int> RunAsync(IConfiguration configuration, CancellationToken cancellation)
    {
        if (configuration.Port() is < 1 or > 65535)
        {
            await Console.Error.WriteLineAsync(T.ServePort(configuration.Port()).ToString());
            return 2;
        }
        try
        {
            await using var app = await PhusaServer.BuildAsync(configuration, cancellation);
            await app.StartAsync(cancellation);
            Console.WriteLine($"Phù Sa: http://localhost:{configuration.Port()}");
            await app.WaitForShutdownAsync(cancellation);
            return 0;
        }
        catch (StaleSchemaException stale)
        {
            await Console.Error.WriteLineAsync(T.ServeStale(stale.Steps).ToString());
            return 1;
        }
        catch (IOException known) when (known.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync(known.Message);
            return 1;
        }
    }
}
