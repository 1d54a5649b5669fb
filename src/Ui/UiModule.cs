using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Phusa.Kernel.Modules;
using Phusa.Kernel.Texts;

namespace Phusa.Ui;

/// <summary>The design system: layout, components, styles, fonts, islands and the language of a request.</summary>
public sealed class UiModule : Module
{
    public override string Name => "ui";

    public override void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddRazorComponents();
        // Made when first used: the verbs of the command line show no page.
        services.AddSingleton(_ => new Assets(configuration["Assets"]
            ?? Path.Combine(AppContext.BaseDirectory, "wwwroot", "assets")));
        services.AddSingleton(new Site(Text.Pair(
            configuration["Province"] ?? "", configuration["ProvinceEn"] ?? configuration["Province"] ?? "")));
        // Without this, Vietnamese comes out as numeric entities, three times its size.
        services.AddSingleton(_ => HtmlEncoder.Create(UnicodeRanges.All));
        // Else the framework answers a bare status to what it cannot read, and does not say where.
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.AddScoped<Ids>();
        services.TryAddSingleton(TimeProvider.System);
    }

    public override void Map(IEndpointRouteBuilder routes)
    {
        AssetEndpoints.Map(routes);
        PreferenceEndpoints.Map(routes);
        routes.MapGet("/design", () => new RazorComponentResult<DesignPage>())
            .AllowAnonymous().ExcludeFromDescription().WithName("ui.design");
    }
}
