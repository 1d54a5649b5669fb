using System.CommandLine;
using Phusa.Kernel.Data;

namespace Phusa.Host.CommandLine;

/// <summary><c>phusa migrate</c> brings the records to the newest schema.</summary>
internal static class MigrateCommand
{
    public static Command Build()
    {
        var command = new Command("migrate", "Bring the records database to the newest schema");
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var services = Composition.Services(parsed.Settings());
            var ran = await services.GetRequiredService<Migrator>().RunAsync(cancellation);
            Console.WriteLine(ran == 0 ? T.MigrateCurrent : T.MigrateRan(ran));
            return 0;
        });
        return command;
    }
}
