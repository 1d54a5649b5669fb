using Microsoft.Extensions.Options;
using Phusa.Intake.Contracts;
using Phusa.Intake.Loads;
using Phusa.Intake.Quality;
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
        services.AddSingleton(provider => new ContractInference(
            provider.GetRequiredService<SourceOpener>(), provider.GetRequiredService<IOptions<IntakeOptions>>()));
        services.AddSingleton<LoadProgress>();
        services.AddSingleton<ReceiveLoad>();
        services.AddSingleton<CheckLoad>();
        services.AddSingleton<CommitLoad>();
        services.AddSingleton<ICommitListener, IssueListener>();
        services.AddSingleton(provider => new Importer(
            provider.GetRequiredService<ReceiveLoad>(), provider.GetRequiredService<CheckLoad>(),
            provider.GetRequiredService<CommitLoad>(), provider.GetRequiredService<LoadProgress>()));
    }
}
