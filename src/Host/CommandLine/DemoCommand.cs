using System.CommandLine;
using Phusa.Catalog.Contracts;
using Phusa.Exchange.Contracts;
using Phusa.Host.Demo;
using Phusa.Intake.Contracts;
using Phusa.Kernel.Data;
using Phusa.OpenData.Contracts;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Host.CommandLine;

/// <summary><c>phusa demo</c> fills a folder of its own with the model province and serves it.</summary>
internal static class DemoCommand
{
    public static Command Build()
    {
        var command = new Command("demo", "Fill a folder with the model province and serve it");
        command.SetAction(async (parsed, cancellation) =>
        {
            var asked = parsed.Settings();
            var packs = Packs.Open(PacksFolder.Find(asked));
            var configuration = parsed.Settings(
                ("Data", asked["Data"] ?? Path.Combine("data", "demo")), ("Province", asked["Province"] ?? packs.Province.Name),
                ("ProvinceEn", asked["ProvinceEn"] ?? asked["Province"] ?? packs.Province.NameEn));
            await using (var services = Composition.Services(configuration))
            {
                await FillAsync(services, packs, configuration["Data"]!, cancellation);
            }
            return await ServeCommand.RunAsync(configuration, cancellation);
        });
        return command;
    }

    private static async Task FillAsync(
        ServiceProvider services, Packs packs, string data, CancellationToken cancellation)
    {
        await services.GetRequiredService<Migrator>().RunAsync(cancellation);
        await using var scope = services.CreateAsyncScope();
        await new DemoPeople(packs, services.GetRequiredService<Agencies>(),
            scope.ServiceProvider.GetRequiredService<Accounts>(), data, Console.Out).FillAsync(cancellation);
        await new DemoSystems(packs, services.GetRequiredService<InformationSystems>()).FillAsync(cancellation);
        await new DemoExchange(packs, services.GetRequiredService<ExchangeRegister>(),
            services.GetRequiredService<InformationSystems>(), services.GetRequiredService<TimeProvider>()).FillAsync(cancellation);
        await new DemoPortal(packs, services.GetRequiredService<Themes>(), services.GetRequiredService<Terms>(),
            services.GetRequiredService<DatasetLists>(), services.GetRequiredService<FrontPage>()).FillAsync(cancellation);
        await new DemoProvince(packs, services.GetRequiredService<Datasets>(), services.GetRequiredService<Versions>(),
            services.GetRequiredService<Importer>(), new DemoGenerator(services.GetRequiredService<TimeProvider>()),
            Console.Out).FillAsync(cancellation);
        await new DemoAgreements(packs, services.GetRequiredService<ExchangeRegister>(),
            scope.ServiceProvider.GetRequiredService<Accounts>(), services.GetRequiredService<TimeProvider>()).FillAsync(cancellation);
        await new DemoOversight(packs, services.GetRequiredService<Oversight>(), services.GetRequiredService<PersonalReads>(),
            services.GetRequiredService<Agencies>(), scope.ServiceProvider.GetRequiredService<Accounts>(),
            services.GetRequiredService<TimeProvider>()).FillAsync(cancellation);
    }
}
