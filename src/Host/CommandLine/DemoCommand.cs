using System.CommandLine;

namespace Phusa.Host.CommandLine;

/// <summary><c>phusa demo</c> runs the demo province.</summary>
internal static class DemoCommand
{
    public static Command Build()
    {
        var command = new Command("demo", "Run the demo province");
        command.SetAction(async (parsed, cancellation) =>
        {
            var configuration = parsed.Settings(("Province", "tỉnh Gia Lai"));
            await using var app = await PhusaServer.BuildAsync(configuration, migrate: true, cancellation);
            await app.StartAsync(cancellation);
            Console.WriteLine($"Phù Sa: http://localhost:{configuration.Port()}");
            await app.WaitForShutdownAsync(cancellation);
            return 0;
        });
        return command;
    }
}
