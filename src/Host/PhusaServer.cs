using Phusa.Kernel.Data;
using Phusa.Kernel.Jobs;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Host;

/// <summary>The web server: every module's pages and endpoints behind one pipeline.</summary>
internal static class PhusaServer
{
    /// <exception cref="StaleSchemaException">The records need <c>phusa migrate</c> first.</exception>
    public static async Task<WebApplication> BuildAsync(IConfiguration configuration, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddConfiguration(configuration);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenLocalhost(configuration.Port());
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // It would begin an activity and a scope for each request, and what it logs Kestrel logs as well.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        Composition.AddModules(builder.Services, builder.Configuration);
        builder.Services.AddHostedService<JobRunner>();
        builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = ErrorPages.Word);
        builder.Services.AddResponseCompression(compression => compression.EnableForHttps = true);
        var app = builder.Build();
        if (await app.Services.GetRequiredService<Migrator>().PendingAsync(cancellation) is { Count: > 0 } pending)
        {
            throw new StaleSchemaException(pending.Count);
        }
        app.UsePhusaProxy();
        app.UsePhusaSecurityHeaders();
        // What passes the exchange leaves as it is, byte for byte what its evidence was made of, and has no words but where it is refused.
        app.UseWhen(http => !PassesExchange(http.Request.Path), rest => rest.UsePhusaLanguage().UseResponseCompression());
        app.UseErrorPages();
        app.UsePhusaRouting();
        app.UsePhusaSecurity();
        app.MapGet("/healthz", () => TypedResults.Text("ok")).AllowAnonymous().WithName("host.health").ExcludeFromDescription();
        foreach (var module in River.Modules)
        {
            module.Map(app);
        }
        return app;
    }

    private static bool PassesExchange(PathString path) =>
        path.StartsWithSegments("/x", StringComparison.Ordinal) || path.StartsWithSegments("/r1", StringComparison.Ordinal);
}

/// <summary>The records have an older schema than this program; serving them could lose data.</summary>
internal sealed class StaleSchemaException(int steps)
    : Exception($"The records database lacks {steps} schema steps. Run `phusa migrate` first.")
{
    public int Steps => steps;
}
