using System.Net;
using System.Text;
using System.Text.Json;
using Phusa.Catalog.Contracts;
using Phusa.Exchange.Services;
using Phusa.Exchange.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Exchange.Webhooks;

/// <summary>What tests of webhooks do on the exchange's host.</summary>
internal static class WebhookSite
{
    public static string Subscriptions(Guid system) => $"/api/v1/exchange/systems/{system}/subscriptions";

    /// <summary>Subscribed by the data office to datasets, open where they are new, and verified by a test.</summary>
    public static async Task<(string Url, string Secret)> SubscribeAsync(
        this ExchangeHost host, Guid system, TestReceiver receiver, string[] events, params string[] datasets)
    {
        foreach (var dataset in datasets)
        {
            await host.EnsureAsync(dataset, Classification.Open);
        }
        var office = await host.AsAsync(Role.DataOffice);
        var made = await office.PostAsJsonAsync(Subscriptions(system), new { address = receiver.Address, events, datasets });
        Assert.True(made.StatusCode == HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        var secret = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;
        var url = made.Headers.Location!.OriginalString;
        var tested = await office.PostAsync($"{url}/test", null);
        Assert.True(tested.IsSuccessStatusCode, await tested.Content.ReadAsStringAsync());
        return (url, secret);
    }

    /// <summary>A new version of a dataset of the department, which is made when it is not there.</summary>
    public static async Task VersionAsync(this ExchangeHost host, string dataset, int row, Classification classification = Classification.Open)
    {
        await host.EnsureAsync(dataset, classification);
        using var csv = new MemoryStream(Encoding.UTF8.GetBytes($"no,commune,phone\n{row},23560,0912345678\n"));
        var load = await host.Services.GetRequiredService<Importer>().RunAsync(dataset, "wells.csv", csv, "test", null, default);
        Assert.True(load.IsDone, string.Join('\n', load.Problems));
    }

    public static async Task<Service> PublishedAsync(this ExchangeHost host, string dataset, Classification classification = Classification.Shared)
    {
        await host.OwnedAsync(dataset, classification);
        var service = (await host.Services.GetRequiredService<DraftServiceVersion>().RunAsync(
            ExchangeHost.Office, new ServiceOrder(dataset), default)).Value!;
        await host.Services.GetRequiredService<ChangeServiceState>().RunAsync(
            ExchangeHost.Office, service.Id, ServiceState.Published, default);
        return service;
    }

    private static async Task EnsureAsync(this ExchangeHost host, string dataset, Classification classification)
    {
        if (await host.Services.GetRequiredService<Phusa.Catalog.Contracts.Datasets>().FindAsync(dataset, default) is null)
        {
            await host.OwnedAsync(dataset, classification);
        }
    }

    /// <summary>Until it says what is expected.</summary>
    public static async Task<JsonElement> UntilAsync(this HttpClient client, string url, Func<JsonElement, bool> expected, int seconds = 20)
    {
        var last = default(JsonElement);
        for (var wait = 0; wait < seconds * 10; wait++)
        {
            last = await client.GetFromJsonAsync<JsonElement>(url);
            if (expected(last))
            {
                return last;
            }
            await Task.Delay(100);
        }
        Assert.Fail($"{url} still says {last}");
        return last;
    }
}
