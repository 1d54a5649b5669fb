using Phusa.Kernel.Data;

namespace Phusa.Quality.Contracts;

/// <summary>The profiles of all versions.</summary>
public sealed class Profiles(Database database)
{
    /// <summary>Null until the version was profiled, which begins when it is committed.</summary>
    public Task<Profile?> FindAsync(Guid dataset, long version, CancellationToken cancellation) => database.FindAsync(new(
        "select profile from quality_profile where dataset_id = @dataset and version = @version",
        ("dataset", dataset), ("version", version)), row => row.Json<Profile>("profile"), cancellation);

    internal Task<int> SaveAsync(
        Guid dataset, long version, Profile profile, DateTimeOffset at, CancellationToken cancellation) =>
        database.ExecuteAsync(new(
            """
            insert into quality_profile (dataset_id, version, profile, made_at) values (@dataset, @version, @profile, @at)
            on conflict (dataset_id, version) do nothing
            """,
            ("dataset", dataset), ("version", version), ("profile", JsonStorage.Write(profile)), ("at", at)), cancellation);
}
