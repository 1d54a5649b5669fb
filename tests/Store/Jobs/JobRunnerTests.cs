using Microsoft.Extensions.Logging.Abstractions;
using Phusa.Kernel;
using Phusa.Kernel.Data;
using Phusa.Kernel.Jobs;

namespace Phusa.Tests.Store.Jobs;

public abstract class JobRunnerTests(IRecordsEngine engine) : RecordsTests(engine, new KernelModule())
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [EngineFact]
    public async Task A_job_that_took_the_program_with_it_in_every_attempt_is_given_up()
    {
        using var jobs = new JobStore(Database, TimeProvider.System);
        var id = await jobs.EnqueueAsync("test", "{}", default);
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            Assert.Equal(attempt, (await jobs.ClaimAsync("a node that dies", default))!.Attempts);
            await Database.ExecuteAsync(new("update kernel_job set lease_until = @past", ("past", DateTimeOffset.UnixEpoch)), default);
        }

        var handler = await RunAsync(jobs, handler => handler.GivenUp);

        Assert.Equal((false, id), (handler.Began.Task.IsCompleted, await handler.GivenUp.Task));
        Assert.Equal("dead", await StateAsync());
    }

    [EngineFact]
    public async Task A_program_that_is_stopped_gives_its_jobs_back()
    {
        using var jobs = new JobStore(Database, TimeProvider.System);
        var id = await jobs.EnqueueAsync("test", "{}", default);

        await RunAsync(jobs, handler => handler.Began);

        Assert.Equal("waiting", await StateAsync());
        var again = await jobs.ClaimAsync("the next node", default);
        Assert.Equal((id, 1), (again!.Id, again.Attempts));
    }

    private static async Task<Endless> RunAsync(JobStore jobs, Func<Endless, TaskCompletionSource<Guid>> until)
    {
        var handler = new Endless();
        using var runner = new JobRunner(jobs, [handler], NullLogger<JobRunner>.Instance);
        await runner.StartAsync(default);
        await until(handler).Task.WaitAsync(Long);
        await runner.StopAsync(default);
        return handler;
    }

    private async Task<string?> StateAsync()
    {
        for (var wait = 0; wait < 100 && await FoundAsync() == "running"; wait++)
        {
            await Task.Delay(20);
        }
        return await FoundAsync();
    }

    private Task<string?> FoundAsync() => Database.FindAsync(new("select state from kernel_job"), row => row.Text("state"), default);

    private sealed class Endless : JobHandler
    {
        public override string Kind => "test";

        public TaskCompletionSource<Guid> Began { get; } = new();

        public TaskCompletionSource<Guid> GivenUp { get; } = new();

        public override async Task RunAsync(Job job, CancellationToken cancellation)
        {
            Began.SetResult(job.Id);
            await Task.Delay(Timeout.Infinite, cancellation);
        }

        public override Task GiveUpAsync(Job job, CancellationToken cancellation)
        {
            GivenUp.SetResult(job.Id);
            return Task.CompletedTask;
        }
    }
}

public sealed class SqliteJobRunnerTests() : JobRunnerTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresJobRunnerTests(PostgresFixture postgres) : JobRunnerTests(postgres);
