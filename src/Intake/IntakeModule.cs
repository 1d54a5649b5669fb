using Microsoft.Extensions.Options;
using Phusa.Intake.Contracts;
using Phusa.Intake.Desk;
using Phusa.Intake.Loads;
using Phusa.Intake.Quality;
using Phusa.Intake.Reading;
using Phusa.Intake.Rejects;
using Phusa.Intake.Sources;
using Phusa.Intake.Uploads;
using Phusa.Kernel.Jobs;
using Phusa.Kernel.Modules;
using Phusa.Security.Contracts;
using Phusa.Ui;

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
        AddLoads(services);
        AddDesk(services);
        AddFetching(services);
    }

    public override void Map(IEndpointRouteBuilder routes)
    {
        UploadEndpoints.Map(routes);
        LoadEndpoints.Map(routes);
        RejectEndpoints.Map(routes);
        DeskEndpoints.Map(routes);
        SourceEndpoints.Map(routes);
        SourcePageEndpoints.Map(routes);
        LoadPageEndpoints.Map(routes);
    }

    private static void AddLoads(IServiceCollection services)
    {
        services.AddSingleton<LoadStore>().AddSingleton<RunStore>().AddSingleton<LoadProgress>().AddSingleton<LoadEvents>().AddSingleton<LoadParts>();
        services.AddSingleton<ReceiveLoad>().AddSingleton<CheckLoad>().AddSingleton<CommitLoad>();
        services.AddSingleton<CountDifference>().AddSingleton<RunLoad>().AddSingleton<LakeSweeper>();
        services.AddSingleton(provider => new ContractInference(
            provider.GetRequiredService<SourceOpener>(), provider.GetRequiredService<IOptions<IntakeOptions>>()));
        services.AddSingleton<ICommitListener, IssueListener>();
        services.AddSingleton<Catalog.Contracts.IWhyStation, Why.LoadStation>();
        services.AddSingleton<JobHandler, CheckJob>();
        services.AddSingleton<JobHandler, CommitJob>();
        services.AddSingleton<JobHandler, SweepJob>();
        services.AddSingleton(provider => new Importer(
            provider.GetRequiredService<ReceiveLoad>(), provider.GetRequiredService<RunLoad>(),
            provider.GetRequiredService<LoadProgress>(), provider.GetRequiredService<LoadParts>()));
    }

    private static void AddDesk(IServiceCollection services)
    {
        services.AddSingleton<UploadStore>().AddSingleton<ReceivePiece>();
        services.AddSingleton<RejectReader>().AddSingleton<MendStore>().AddSingleton<MendRows>().AddSingleton<ResubmitMended>();
        services.AddSingleton<DeskAccess>().AddSingleton<DeskReader>().AddSingleton<LoadDesk>().AddSingleton<LoadReports>();
        services.AddSingleton(new NavigationItem(
            20, T.Desk, "/desk", "clipboard-list", http => http.Caller().AgenciesAs(Role.Steward, Role.DataOffice).Any()));
    }

    private static void AddFetching(IServiceCollection services)
    {
        services.AddSingleton<SourceStore>().AddSingleton<SourceRuns>().AddSingleton<SourceRegister>();
        services.AddSingleton<RunSource>().AddSingleton<SourceDesk>().AddSingleton<SourcePages>();
        services.AddSingleton(provider => new DatasetSources(
            provider.GetRequiredService<Catalog.Contracts.Datasets>(), provider.GetRequiredService<SourceStore>(),
            provider.GetRequiredService<SourceRuns>(), provider.GetRequiredService<SourceRegister>(),
            provider.GetServices<Fetcher>(), provider.GetRequiredService<RunSource>(), provider.GetRequiredService<RunLoad>()));
        services.AddSingleton<Fetcher, UrlFetcher>();
        services.AddSingleton<Fetcher, FolderFetcher>();
        services.AddSingleton<Fetcher, DatabaseFetcher>();
        services.AddSingleton<JobHandler, SourceJob>();
        services.AddHostedService<IntakeClock>();
    }
}
