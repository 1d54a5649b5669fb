using Phusa.Intake.Loads;
using Phusa.Kernel.Jobs;

namespace Phusa.Intake.Sources;

/// <summary>Looks every minute at what is due, and every hour has the lake swept.</summary>
internal sealed class IntakeClock(SourceRegister register, JobStore jobs, TimeProvider time, ILogger<IntakeClock> logger)
    : Clock(TimeSpan.FromMinutes(1), time, logger)
{
    private const int MinutesBetweenSweeps = 60;

    private int minutes;

    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        minutes++;
        await register.SyncAsync(cancellation);
        await register.EnqueueDueAsync(cancellation);
        if (minutes % MinutesBetweenSweeps == 0)
        {
            await jobs.EnqueueAsync(SweepJob.Name, "{}", cancellation);
        }
    }
}
