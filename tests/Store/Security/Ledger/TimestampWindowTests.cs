using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Phusa.Kernel;
using Phusa.Security;
using Phusa.Security.Contracts;
using Phusa.Security.Ledger;

namespace Phusa.Tests.Store.Security.Ledger;

/// <summary>A ledger whose timestamp authority stays away for too long takes no entries, until it comes back.</summary>
public abstract class TimestampWindowTests(IRecordsEngine engine) : RecordsTests(engine, new KernelModule(), new SecurityModule())
{
    private readonly Clock time = new();

    [EngineFact]
    public async Task Entries_are_refused_after_the_window_and_taken_again_once_there_is_a_timestamp()
    {
        using var authority = await new OpensslAuthority().PrepareAsync();
        using var away = new Away(authority);
        using var http = new HttpClient(away, disposeHandler: false);
        using var key = new LedgerKey(Folder);
        var options = Options.Create(new LedgerOptions { TimestampUrl = new("http://tsa.test/"), TimestampWindowHours = 4 });
        var (store, window) = (new LedgerStore(Database), new TimestampWindow(Database, options, time));
        await using var ledger = new Phusa.Security.Contracts.Ledger(store, key, options, time, window);
        using var clock = new LedgerClock(
            new Timestamps(Database, store, http), window, Database, options, time, NullLogger<LedgerClock>.Instance);

        await ledger.AppendAsync(Entry, default);
        await Assert.ThrowsAsync<HttpRequestException>(() => clock.RoundAsync(isDue: true, default));
        time.Pass(TimeSpan.FromHours(3));
        await ledger.AppendAsync(Entry, default);
        time.Pass(TimeSpan.FromHours(1.5));
        var refused = await Assert.ThrowsAsync<LedgerUnavailableException>(() => ledger.AppendAsync(Entry, default));
        Assert.IsType<TimeoutException>(refused.InnerException);
        Assert.NotNull(window.RefusedFor);
        Assert.Equal(2, await store.SizeAsync(default));

        // A restart forgets nothing, and the minute's round asks again.
        var restarted = new TimestampWindow(Database, options, time);
        await restarted.RefreshAsync(default);
        Assert.NotNull(restarted.RefusedFor);
        away.IsBack = true;
        await clock.RoundAsync(isDue: false, default);
        Assert.Null(window.RefusedFor);
        Assert.Equal(2, (await ledger.AppendAsync(Entry, default)).Seq);
    }

    [EngineFact]
    public async Task A_ledger_that_stands_still_and_one_without_a_window_are_never_stopped()
    {
        using var key = new LedgerKey(Folder);
        using var authority = await new OpensslAuthority().PrepareAsync();
        using var http = new HttpClient(authority, disposeHandler: false);
        var options = Options.Create(new LedgerOptions { TimestampUrl = new("http://tsa.test/"), TimestampWindowHours = 1 });
        var (store, window) = (new LedgerStore(Database), new TimestampWindow(Database, options, time));
        await using var ledger = new Phusa.Security.Contracts.Ledger(store, key, options, time, window);
        await ledger.AppendAsync(Entry, default);
        await new Timestamps(Database, store, http).RunAsync(options.Value.TimestampUrl!, default);
        time.Pass(TimeSpan.FromDays(9));
        await window.RefreshAsync(default);
        await ledger.AppendAsync(Entry, default);

        var without = new TimestampWindow(Database, Options.Create(new LedgerOptions { TimestampUrl = new("http://tsa.test/") }), time);
        time.Pass(TimeSpan.FromDays(9));
        await without.RefreshAsync(default);
        Assert.Null(without.RefusedFor);
    }

    private static LedgerEntry Entry => new("test", null, null, new { });

    private sealed class Away(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public bool IsBack { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            IsBack ? base.SendAsync(request, cancellationToken)
                : throw new HttpRequestException(HttpRequestError.ConnectionError, "Away", null, HttpStatusCode.BadGateway);
    }
}

public sealed class SqliteTimestampWindowTests() : TimestampWindowTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresTimestampWindowTests(PostgresFixture postgres) : TimestampWindowTests(postgres);
