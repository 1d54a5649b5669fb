using System.Data.Common;
using Phusa.Intake.Loads;
using Phusa.Kernel.Jobs;

namespace Phusa.Intake.Sources;

/// <summary>Looks every minute at what is due, and every hour has the lake swept.</summary>
internal sealed partial class IntakeClock(SourceRegister register, JobStore jobs, TimeProvider clock, ILogger<IntakeClock> logger)
    : BackgroundService
{
    private const int MinutesBetweenSweeps = 60;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        for (var minute = 1; await NextAsync(timer, stoppingToken); minute++)
        {
            try
            {
                await register.SyncAsync(stoppingToken);
                await register.EnqueueDueAsync(stoppingToken);
                if (minute % MinutesBetweenSweeps == 0)
                {
                    await jobs.EnqueueAsync(SweepJob.Name, "{}", stoppingToken);
                }
            }
            catch (DbException failure)
            {
                // The next minute tries again: what was due stays due.
                LogStoreFailed(failure);
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The records cannot be read; sources wait for the next minute")]
    private partial void LogStoreFailed(Exception failure);
}
