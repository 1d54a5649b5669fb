using Phusa.Kernel;
using Phusa.Security;
using Phusa.Security.Contracts;
using Phusa.Security.Identity;

namespace Phusa.Tests.Store.Security;

/// <summary>The module's own services over a migrated database, with a clock that tests move.</summary>
public abstract class SecurityTests(IRecordsEngine engine)
    : RecordsTests(engine, new KernelModule(), new SecurityModule())
{
    protected const string Password = "phù sa bồi đắp";

    private ServiceProvider? services;

    protected Clock Time { get; } = new();

    protected Accounts Accounts => Get<Accounts>();

    protected Agencies Agencies => Get<Agencies>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(Time);
        collection.AddSingleton(Database);
        collection.AddKeyedSingleton(KernelModule.Ledger, Database);
        new SecurityModule().Add(collection, new ConfigurationBuilder()
            .AddInMemoryCollection([new("Data", Folder)]).Build());
        services = collection.BuildServiceProvider();
        var saved = await Agencies.SaveAsync(
            [Agency("H21.05", "H21"), Agency("H21", null)], default);
        Assert.True(saved.IsDone);
    }

    public override async Task DisposeAsync()
    {
        if (services is not null)
        {
            await services.DisposeAsync();
        }
        await base.DisposeAsync();
    }

    /// <summary>As a request of its own would get it.</summary>
    protected T Get<T>() where T : notnull => services!.CreateScope().ServiceProvider.GetRequiredService<T>();

    protected static Agency Agency(string code, string? parent) =>
        new(code, "Sở " + code, code, code, parent, new(2025, 7, 1));

    protected async Task<Guid> CreateLanAsync()
    {
        var created = await Accounts.CreateAsync(
            "lan", "Nguyễn Thị Lan", Password, [new(Role.Steward, "H21.05")], default);
        Assert.True(created.IsDone, string.Join("; ", created.Problems));
        return created.Value.Id;
    }

    internal async Task<Account> FindLanAsync() =>
        await Get<AccountStore>().FindByNameAsync("LAN", default) ?? throw new InvalidOperationException("No account");
}

public sealed class Clock : TimeProvider
{
    private DateTimeOffset now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Pass(TimeSpan time) => now += time;
}
