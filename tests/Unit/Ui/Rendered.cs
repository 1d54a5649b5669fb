using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Phusa.Kernel.Texts;
using Phusa.Ui;

namespace Phusa.Tests.Unit.Ui;

/// <summary>A component as the reader's browser gets it, in one of the two languages.</summary>
internal static class Rendered
{
    public static Task<string> AsVietnameseAsync<T>(params (string Name, object? Value)[] parameters)
        where T : IComponent => AsAsync<T>(Text.Vietnamese, parameters);

    public static async Task<string> AsAsync<T>(CultureInfo language, params (string Name, object? Value)[] parameters)
        where T : IComponent
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["Province"] = "tỉnh Gia Lai";
        new UiModule().Add(builder.Services, builder.Configuration);
        builder.Services.AddSingleton(new NavigationItem(20, new Text("Bản đồ", "Maps"), "/maps", "map"));
        builder.Services.AddSingleton(new NavigationItem(10, new Text("Dữ liệu", "Data"), "/datasets", "database"));
        builder.Services.AddSingleton(
            new NavigationItem(30, new Text("Bí mật", "Secret"), "/secret", "lock", _ => false));
        foreach (var order in Enumerable.Range(4, 4))
        {
            builder.Services.AddSingleton(new NavigationItem(order * 10, Text.Same($"{order}"), $"/page-{order}", "file"));
        }
        await using var application = builder.Build();
        await using var scope = application.Services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(
            scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<T>(
                ParameterView.FromDictionary(parameters.ToDictionary(pair => pair.Name, pair => pair.Value)));
            return root.ToHtmlString();
        });
    }

    public static RenderFragment Words(string words) => builder => builder.AddContent(0, words);
}
