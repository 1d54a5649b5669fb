using System.Text.Json;
using Phusa.Kernel.Data;
using Phusa.Kernel.Jobs;
using Phusa.Quality.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Quality.Profiles;

/// <summary>Profiles a version after it was committed.</summary>
internal sealed class ProfileJob(Versions versions, Profiler profiler) : JobHandler
{
    public const string Name = "quality.profile";

    public override string Kind => Name;

    public override async Task RunAsync(Job job, CancellationToken cancellation)
    {
        var asked = JsonSerializer.Deserialize<ProfileRequest>(job.Payload, JsonStorage.Options)!;
        if (await versions.FindAsync(asked.Dataset, asked.Version, cancellation) is { } version)
        {
            await profiler.RunAsync(version, cancellation);
        }
    }
}
