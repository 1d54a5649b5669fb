using Phusa.Intake.Contracts;
using Phusa.Intake.Loads;
using Phusa.Intake.Reading;
using Phusa.Kernel.Modules;

namespace Phusa.Intake;

/// <summary>Brings data in: receives bytes, understands and checks them, and makes versions of what is sound.</summary>
public sealed class IntakeModule : Module
{
    public override string Name => "intake";

    public override void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<IntakeOptions>().Bind(configuration.GetSection(IntakeOptions.Section))
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSources();
        services.AddSingleton<SourceOpener>();
        services.AddSingleton<LoadStore>();
        services.AddSingleton<Catalog.Contracts.IWhyStation, Why.LoadStation>();
        services.AddSingleton<LoadProgress>();
        services.AddSingleton<ReceiveLoad>();
        services.AddSingleton<CheckLoad>();
        services.AddSingleton<CommitLoad>();
        services.AddSingleton(provider => new Importer(
            provider.GetRequiredService<ReceiveLoad>(), provider.GetRequiredService<CheckLoad>(),
            provider.GetRequiredService<CommitLoad>(), provider.GetRequiredService<LoadProgress>()));
    }
}
