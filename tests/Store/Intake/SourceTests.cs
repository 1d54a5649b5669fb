using System.Net;
using Microsoft.Extensions.Options;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Sources;

namespace Phusa.Tests.Store.Intake;

public abstract class SourceTests(IRecordsEngine engine) : ProjectsTests(engine)
{
    [EngineFact]
    public async Task Runs_that_were_missed_are_made_up_once()
    {
        var clock = new SetClock(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var register = Register(clock, out var store);
        var dataset = (await Spine.Datasets.FindAsync("projects", default))!;
        var source = (await register.AddAsync(dataset, "hourly", Url("https://example.vn/a.csv") with { Schedule = "0 * * * *" }, "test", default)).Value!;
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 1, 0, 0, TimeSpan.Zero), source.NextDue);
        Assert.Equal(0, await register.EnqueueDueAsync(default));

        clock.Now = new DateTimeOffset(2026, 1, 3, 12, 30, 0, TimeSpan.Zero);

        Assert.Equal(1, await register.EnqueueDueAsync(default));
        Assert.Equal(0, await register.EnqueueDueAsync(default));
        Assert.Equal(new DateTimeOffset(2026, 1, 3, 13, 0, 0, TimeSpan.Zero), (await store.FindAsync(source.Id, default))!.NextDue);
    }

    [EngineFact]
    public async Task A_schedule_that_cannot_be_read_is_refused()
    {
        var dataset = (await Spine.Datasets.FindAsync("projects", default))!;

        var refused = await Spine.Get<SourceRegister>().AddAsync(
            dataset, "bad", Url("https://example.vn/a.csv") with { Schedule = "every day" }, "test", default);

        Assert.Equal("cron.invalid", Assert.Single(refused.Problems).Code);
    }

    [EngineFact]
    public async Task An_address_of_this_machine_is_not_fetched()
    {
        using var fetcher = new UrlFetcher(Options.Create(new IntakeOptions()));

        var refused = await Assert.ThrowsAsync<SourceException>(() => fetcher.FetchAsync(Of(Url("http://localhost:9/a.csv")), default));

        Assert.Equal("source.private-address", refused.Code);
    }

    [EngineFact]
    public async Task A_file_that_did_not_change_is_not_fetched_twice()
    {
        using var server = new HttpListener();
        var port = FreePort();
        server.Prefixes.Add($"http://127.0.0.1:{port}/");
        server.Start();
        var serving = ServeAsync(server, 2);
        using var fetcher = new UrlFetcher(Options.Create(new IntakeOptions { AllowPrivateAddresses = true }));
        var source = Of(Url($"http://127.0.0.1:{port}/du-an.csv"));

        await using var first = await fetcher.FetchAsync(source, default);
        Assert.Equal("no,name\n", await new StreamReader(first.Content!).ReadToEndAsync());
        await using var second = await fetcher.FetchAsync(source with { State = first.State }, default);

        Assert.Equal(("du-an.csv", null), (first.FileName, second.Content));
        await serving;
    }

    [EngineFact]
    public async Task A_watched_folder_gives_its_oldest_quiet_file_and_puts_it_away_when_it_is_safe()
    {
        var root = Directory.CreateDirectory(Path.Combine(Spine.Folder, "watched", "in")).FullName;
        var file = Path.Combine(root, "a.csv");
        await File.WriteAllTextAsync(file, "no,name\n");
        var fetcher = new FolderFetcher(Options.Create(new IntakeOptions { WatchedFolder = Path.GetDirectoryName(root) }), TimeProvider.System);
        var source = Of(new SourceDeclaration { Kind = SourceKind.Folder, Location = "in" });
        Assert.Null((await fetcher.FetchAsync(source, default)).Content);
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes(-1));

        await using (var fetched = await fetcher.FetchAsync(source, default))
        {
            Assert.Equal("a.csv", fetched.FileName);
            fetched.Taken!();
        }

        Assert.True(File.Exists(Path.Combine(root, "done", "a.csv")));
    }

    [EngineFact]
    public async Task A_folder_outside_the_watched_one_is_refused()
    {
        var fetcher = new FolderFetcher(Options.Create(new IntakeOptions { WatchedFolder = Spine.Folder }), TimeProvider.System);

        var refused = await Assert.ThrowsAsync<SourceException>(() =>
            fetcher.FetchAsync(Of(new SourceDeclaration { Kind = SourceKind.Folder, Location = "../.." }), default));

        Assert.Equal("source.folder", refused.Code);
    }

    private SourceRegister Register(TimeProvider clock, out SourceStore store)
    {
        store = new SourceStore(Database, Spine.Get<Kernel.Jobs.JobStore>(), clock);
        return new SourceRegister(Spine.Datasets, store, clock);
    }

    private static async Task ServeAsync(HttpListener server, int requests)
    {
        for (var at = 0; at < requests; at++)
        {
            var context = await server.GetContextAsync();
            context.Response.Headers["ETag"] = "\"v1\"";
            if (context.Request.Headers["If-None-Match"] == "\"v1\"")
            {
                context.Response.StatusCode = 304;
                context.Response.Close();
            }
            else
            {
                context.Response.Close("no,name\n"u8.ToArray(), willBlock: true);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static SourceDeclaration Url(string address) => new() { Kind = SourceKind.Url, Location = address };

    private static Source Of(SourceDeclaration settings) =>
        new(Guid.NewGuid(), Guid.NewGuid(), "s", settings, null, null, false, false, null, null, null, null, "test");

    private sealed class SetClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

public sealed class SqliteSourceTests() : SourceTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresSourceTests(PostgresFixture postgres) : SourceTests(postgres)
{
    [EngineFact]
    public async Task A_query_of_a_database_streams_as_csv_and_cannot_write()
    {
        var options = new IntakeOptions();
        options.Connections["kho"] = await postgres.CreateEmptyAsync();
        var fetcher = new DatabaseFetcher(Options.Create(options));

        await using var rows = await fetcher.FetchAsync(Of("select n as no, 'Dự án ' || n as name from generate_series(1, 50000) n"), default);
        var text = await new StreamReader(rows.Content!).ReadToEndAsync();

        Assert.StartsWith("no,name\n1,Dự án 1\n", text, StringComparison.Ordinal);
        Assert.Equal(50_001, text.Count(letter => letter == '\n'));
        await Assert.ThrowsAsync<SourceException>(() => fetcher.FetchAsync(Of("delete from pg_class returning 1"), default));
    }

    private static Source Of(string query) => new(
        Guid.NewGuid(), Guid.NewGuid(), "s", new SourceDeclaration { Kind = SourceKind.Database, Location = "kho", Query = query },
        null, null, false, false, null, null, null, null, "test");
}
