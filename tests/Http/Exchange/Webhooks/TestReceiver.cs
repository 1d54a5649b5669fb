using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Phusa.Tests.Http.Exchange.Webhooks;

/// <summary>What a receiver was sent, as it came over the wire.</summary>
internal sealed record Received(string Id, string Timestamp, string Signature, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Type => Json.GetProperty("type").GetString()!;

    /// <summary>As a receiver does it, with its own code.</summary>
    public bool IsSignedWith(string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var own = "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}")));
        return Signature.Split(' ').Contains(own);
    }
}

/// <summary>A member's system that takes webhooks and answers as a test says.</summary>
internal sealed class TestReceiver : IAsyncDisposable
{
    private TestUpstream? upstream;

    public ConcurrentQueue<Received> All { get; } = [];

    /// <summary>Without tests of the address.</summary>
    public IEnumerable<Received> Events => All.Where(one => one.Type != "webhook.test");

    /// <summary>The status of the answer to an event; tests are answered with 204.</summary>
    public Func<HttpContext, Received, Task<int>> Answer { get; set; } = (_, _) => Task.FromResult(204);

    public string Address => new Uri(upstream!.Address, "/hook").AbsoluteUri;

    public static async Task<TestReceiver> StartAsync()
    {
        var receiver = new TestReceiver();
        receiver.upstream = await TestUpstream.StartAsync(receiver.TakeAsync);
        return receiver;
    }

    /// <summary>The first so many events.</summary>
    public async Task<IReadOnlyList<Received>> EventsAsync(int many, int seconds = 20)
    {
        for (var wait = 0; wait < seconds * 20 && Events.Count() < many; wait++)
        {
            await Task.Delay(50);
        }
        var came = Events.ToList();
        Assert.True(came.Count >= many, $"{came.Count} events of {many} came");
        return came;
    }

    public ValueTask DisposeAsync() => upstream!.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, new UTF8Encoding(false));
        string Header(string name) => http.Request.Headers[name].ToString();
        var received = new Received(
            Header("webhook-id"), Header("webhook-timestamp"), Header("webhook-signature"), await reader.ReadToEndAsync());
        All.Enqueue(received);
        http.Response.StatusCode = received.Type == "webhook.test" ? 204 : await Answer(http, received);
    }
}
