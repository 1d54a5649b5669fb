using Phusa.Catalog.Contracts;
using Phusa.Exchange.Agreements;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Credentials;
using Phusa.Exchange.Events;
using Phusa.Exchange.Federation;
using Phusa.Exchange.Services;
using Phusa.Exchange.Systems;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Tests.Http.Exchange.Federation;

/// <summary>Two whole exchanges in one process: ours, and another province's.</summary>
public class TwoExchanges : IAsyncLifetime
{
    public ExchangeHost Here { get; }

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

    /// <summary>Each is the other's peer; ours calls there as <see cref="OurSystem"/>.</summary>
    internal Task<Peer> LinkedAsync() => linked.Value;

    /// <summary>By which we are known there.</summary>
    internal MemberSystem OurSystem { get; private set; } = null!;

    internal NewCredential OurCredential { get; private set; } = null!;

    private readonly Lazy<Task<Peer>> linked;

    public TwoExchanges()
        : this(null)
    {
    }

    /// <param name="national">Which of them stands for the national platform, for ours.</param>
    protected TwoExchanges(string? national)
    {
        linked = new(LinkAsync);
        Here = new()
        {
            Set = new Dictionary<string, string?>
            {
                ["Exchange:Instance"] = "GL", ["Province"] = "Gia Lai", ["Exchange:NationalInstance"] = national,
            },
        };
    }

    private async Task<Peer> LinkAsync()
    {
        var us = await There.MemberAsync(new(Class: "GOV", Code: "H18-LGSP", Name: "LGSP Gia Lai"));
        OurSystem = await There.SystemAsync(us);
        OurCredential = await There.CredentialAsync(OurSystem);
        using var here = Here.Anyone();
        var known = await There.Services.GetRequiredService<RegisterPeer>().RunAsync(
            ExchangeHost.Office,
            new($"{here.BaseAddress}", Here.Services.GetRequiredService<CatalogueKey>().Fingerprint, OurSystem.Id), default);
        Assert.True(known.IsDone, string.Join("; ", known.Problems));
        var peer = await Here.Services.GetRequiredService<RegisterPeer>().RunAsync(
            ExchangeHost.Office, new($"{Address}", Fingerprint, null, $"{OurSystem.Id}", OurCredential.Secret), default);
        Assert.True(peer.IsDone, string.Join("; ", peer.Problems));
        return peer.Value;
    }

    /// <summary>Our system there may call a service of theirs.</summary>
    internal async Task AllowedAsync(Service service, Func<AgreementOrder, AgreementOrder>? terms = null)
    {
        var order = new AgreementOrder(
            OurSystem.Id, service.Id, "Dùng chung giữa hai tỉnh", "Nghị định 278/2025/NĐ-CP", ["no", "commune"],
            ValidTo: DateOnly.FromDateTime(DateTime.UtcNow).AddDays(30));
        var asked = await There.Services.GetRequiredService<RequestAgreement>().RunAsync(
            ExchangeHost.Office, terms?.Invoke(order) ?? order, default);
        Assert.True(asked.IsDone, string.Join("; ", asked.Problems));
        var steward = new Caller(Guid.NewGuid(), "Đầu mối", [new(Role.Steward, PhusaHost.Department)], SignInMethod.Session);
        Assert.True((await There.Services.GetRequiredService<ReviewAgreement>().ApproveAsync(steward, asked.Value.Id, default)).IsDone);
    }

    /// <summary>A service of theirs, taken over here.</summary>
    internal async Task<Service> TakenAsync(Service service)
    {
        var peer = await LinkedAsync();
        var fetched = await Here.Services.GetRequiredService<FetchCatalogue>().RunAsync(peer.Id, default);
        Assert.True(fetched.IsDone, string.Join("; ", fetched.Problems));
        var taken = await Here.Services.GetRequiredService<TakeOver>().RunAsync(
            ExchangeHost.Office, peer.Id, $"GOV/{PhusaHost.Department}/{service.Code}/v1", default);
        Assert.True(taken.IsDone, string.Join("; ", taken.Problems));
        return taken.Value;
    }

    /// <summary>A dataset here with its newest version.</summary>
    internal async Task<(Dataset Dataset, DatasetVersion Version, DataContract Contract)> OpenAsync(string name)
    {
        var datasets = Here.Services.GetRequiredService<Datasets>();
        var dataset = (await datasets.FindAsync(name, default))!;
        var version = (await Here.Services.GetRequiredService<Versions>().CurrentAsync(dataset.Id, default))!;
        return (dataset, version, await datasets.ContractAsync(dataset, default));
    }

    /// <summary>The rows of a dataset here, by its first field.</summary>
    internal async Task<IReadOnlyList<IReadOnlyList<object?>>> RowsAsync(string name, params IReadOnlyList<string> fields)
    {
        var (_, version, contract) = await OpenAsync(name);
        var query = QueryRunner.Prepare(
            version, contract, QueryAccess.Full, new Query { Fields = fields, Sort = [new(fields[0])], Limit = 100 }).Value!;
        return (await Here.Services.GetRequiredService<QueryRunner>().PageAsync(query, default)).Rows;
    }

    /// <summary>How each version of a dataset here was made, oldest first.</summary>
    internal async Task<IReadOnlyList<string>> ModesAsync(string name) =>
        [.. (await Here.Services.GetRequiredService<Versions>().ListAsync((await OpenAsync(name)).Dataset.Id, default)).Reverse().Select(one => $"{one.Mode}")];

    /// <summary>A dataset service of the other exchange, in its catalogue.</summary>
    internal async Task<Service> OfferedAsync(
        string name, string csv = "no,commune,phone\n1,23560,0912345678\n2,23563,0912345679\n") =>
        await ListedAsync(await There.OfferedAsync(name, csv));

    /// <summary>A service of the other exchange, put into its catalogue.</summary>
    internal async Task<Service> ListedAsync(Service service)
    {
        var listed = await There.Services.GetRequiredService<OfferToPeers>().RunAsync(ExchangeHost.Office, service.Id, true, default);
        Assert.True(listed.IsDone);
        // A node takes what it knows of the register for the newest that long.
        await Task.Delay(RegisterRevision.Fresh + TimeSpan.FromMilliseconds(50));
        return service;
    }
}
