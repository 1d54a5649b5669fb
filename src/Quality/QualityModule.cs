using Phusa.Catalog.Contracts;
using Phusa.Kernel.Data;
using Phusa.Kernel.Jobs;
using Phusa.Kernel.Modules;
using Phusa.Quality.Contracts;
using Phusa.Quality.Issues;
using Phusa.Quality.Office;
using Phusa.Quality.Pages;
using Phusa.Quality.Profiles;
using Phusa.Quality.Scoring;
using Phusa.Quality.Use;
using Phusa.Security.Contracts;
using Phusa.Ui;
using Phusa.Warehouse.Contracts;

namespace Phusa.Quality;

/// <summary>Checks, the six scores, profiles, use, and issues with their owners.</summary>
public sealed class QualityModule : Module
{
    public override string Name => "quality";

    public override void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IWhyStation, Why.ChecksStation>();
        services.AddSingleton<QualityReports>().AddSingleton<Relations>().AddSingleton<Contracts.Profiles>().AddSingleton<Profiler>();
        services.AddSingleton<JobHandler, ProfileJob>();
        services.AddSingleton<UseStore>().AddSingleton<IssueStore>().AddSingleton<DatasetRights>().AddSingleton<FaultRows>();
        services.AddSingleton<Scoreboard>().AddSingleton<IssueList>();
        services.AddSingleton(provider => new DatasetUse(
            provider.GetRequiredService<UseStore>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService(provider => provider.GetRequiredService<DatasetUse>());
        services.AddSingleton(provider => new ScoresNow(
            provider.GetRequiredService<Datasets>(), provider.GetRequiredService<Versions>(),
            provider.GetRequiredService<QualityReports>(), provider.GetRequiredService<UseStore>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new IssueBook(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<IssueStore>(),
            provider.GetRequiredService<Datasets>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(new NavigationItem(40, T.Quality, "/quality", "chart-bar", http => http.Caller().IsOfficial));
        services.AddSingleton<OfficeDesk>();
        services.AddSingleton(new NavigationItem(
            30, T.OfficeNav, "/office", "clipboard-check", http => http.Caller().Has(Role.DataOffice)));
    }

    public override void Map(IEndpointRouteBuilder routes)
    {
        IssueEndpoints.Map(routes);
        QualityPages.Map(routes);
        OfficeEndpoints.Map(routes);
    }
}
