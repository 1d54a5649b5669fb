using Phusa.Exchange.Events;
using Phusa.Exchange.Federation;
using Phusa.Exchange.Services;

namespace Phusa.Tests.Http.Exchange.Federation;

/// <summary>Two whole exchanges in one process: ours, and another province's.</summary>
public sealed class TwoExchanges : IAsyncLifetime
{
    public ExchangeHost Here { get; } = new() { Set = new Dictionary<string, string?> { ["Exchange:Instance"] = "GL", ["Province"] = "Gia Lai" } };

    public ExchangeHost There { get; } = new() { Set = new Dictionary<string, string?> { ["Exchange:Instance"] = "DL", ["Province"] = "Đắk Lắk" } };

    public Uri Address
    {
        get
        {
            using var anyone = There.Anyone();
            return anyone.BaseAddress!;
        }
    }

    public string Fingerprint => There.Services.GetRequiredService<CatalogueKey>().Fingerprint;

    public async Task InitializeAsync()
    {
        await Here.InitializeAsync();
        await There.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await Here.DisposeAsync();
        await There.DisposeAsync();
    }

    /// <summary>A dataset service of the other exchange, in its catalogue.</summary>
    internal async Task<Service> OfferedAsync(string name, string csv = "no,commune,phone\n1,23560,0912345678\n2,23563,0912345679\n")
    {
        var service = await There.OfferedAsync(name, csv);
        var listed = await There.Services.GetRequiredService<OfferToPeers>().RunAsync(ExchangeHost.Office, service.Id, true, default);
        Assert.True(listed.IsDone);
        // A node takes what it knows of the register for the newest that long.
        await Task.Delay(RegisterRevision.Fresh + TimeSpan.FromMilliseconds(50));
        return service;
    }
}
