using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Phusa.Host;
using Phusa.Kernel.Data;

namespace Phusa.Tests.Architecture.Web;

/// <summary>The real program over an empty province, built once and not started: what matters is what it maps.</summary>
internal static partial class Site
{
    private static readonly Lazy<Task<IReadOnlyList<Mapped>>> Built = new(BuildAsync);

    public static Task<IReadOnlyList<Mapped>> EndpointsAsync() => Built.Value;

    private static async Task<IReadOnlyList<Mapped>> BuildAsync()
    {
        var folder = Directory.CreateTempSubdirectory("phusa-architecture-");
        try
        {
            var configuration = new ConfigurationBuilder()
                .AddInMemoryCollection(new Dictionary<string, string?> { ["Data"] = folder.FullName }).Build();
            await using (var services = Composition.Services(configuration))
            {
                await services.GetRequiredService<Migrator>().RunAsync(CancellationToken.None);
            }
            await using var app = await PhusaServer.BuildAsync(configuration, CancellationToken.None);
            return
            [
                .. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)
                    .OfType<RouteEndpoint>().SelectMany(Read),
            ];
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<Mapped> Read(RouteEndpoint endpoint)
    {
        var pattern = "/" + Constraint().Replace(endpoint.RoutePattern.RawText ?? "", "{$1}").Trim('/');
        var module = endpoint.Metadata.GetMetadata<MethodInfo>()?.DeclaringType?.Assembly.GetName().Name ?? "";
        var policies = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).ToList();
        var open = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        return (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(method =>
            new Mapped(method, pattern, module == "phusa" ? "Host" : module.Replace("Phusa.", "", StringComparison.Ordinal),
                policies, open, endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary ?? ""));
    }

    [GeneratedRegex(@"\{([^:}]+):[^}]*\}")]
    private static partial Regex Constraint();
}
