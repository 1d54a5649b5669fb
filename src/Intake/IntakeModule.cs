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
        services.AddSingleton<LoadStore>();
        services.AddSingleton<Catalog.Contracts.IWhyStation, Why.LoadStation>();
        services.AddSingleton(provider => new ContractInference(
            provider.GetRequiredService<SourceOpener>(), provider.GetRequiredService<IOptions<IntakeOptions>>()));
        services.AddSingleton<LoadProgress>();
        services.AddSingleton<ReceiveLoad>();
        services.AddSingleton<CheckLoad>();
        services.AddSingleton<CommitLoad>();
        services.AddSingleton<ICommitListener, IssueListener>();
        services.AddSingleton<CountDifference>();
        services.AddSingleton<LoadDesk>();
        services.AddSingleton<LakeSweeper>();
        services.AddSingleton<JobHandler, SweepJob>();
        services.AddSingleton<SourceStore>();
        services.AddSingleton<SourceRegister>();
        services.AddSingleton<RunSource>();
        services.AddSingleton<Fetcher, UrlFetcher>();
        services.AddSingleton<Fetcher, FolderFetcher>();
        services.AddSingleton<Fetcher, DatabaseFetcher>();
        services.AddSingleton<JobHandler, SourceJob>();
        services.AddHostedService<IntakeClock>();
        services.AddSingleton<LoadEvents>();
        services.AddSingleton<UploadStore>();
        services.AddSingleton<ReceivePiece>();
        services.AddSingleton<RejectReader>();
        services.AddSingleton<MendStore>();
        services.AddSingleton<ResubmitMended>();
        services.AddSingleton<DeskAccess>();
        services.AddSingleton<MendRows>();
        services.AddSingleton<LoadReports>();
        services.AddSingleton<DeskReader>();
        services.AddSingleton(new NavigationItem(
            60, T.Desk, "/desk", "clipboard-list", http => http.Caller().AgenciesAs(Role.Steward, Role.DataOffice).Any()));
        services.AddSingleton<RunStore>();
        services.AddSingleton<RunLoad>();
        services.AddSingleton<JobHandler, CheckJob>();
        services.AddSingleton<JobHandler, CommitJob>();
        services.AddSingleton(provider => new Importer(
            provider.GetRequiredService<ReceiveLoad>(), provider.GetRequiredService<RunLoad>(),
            provider.GetRequiredService<LoadProgress>()));
    }

    public override void Map(IEndpointRouteBuilder routes)
    {
        UploadEndpoints.Map(routes);
        LoadEndpoints.Map(routes);
        RejectEndpoints.Map(routes);
        DeskEndpoints.Map(routes);
        SourceEndpoints.Map(routes);
        LoadPageEndpoints.Map(routes);
    }
}
