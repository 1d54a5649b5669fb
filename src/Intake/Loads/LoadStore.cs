using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Reading;
using Phusa.Kernel.Data;
using Phusa.Kernel.Outcomes;
using Phusa.Quality.Contracts;

namespace Phusa.Intake.Loads;

/// <summary>Loads in the records.</summary>
internal sealed class LoadStore(Database database)
{
    private const string Columns =
        """
        select id, dataset_id, dataset, state, outcome, mode, contract_version, source_kind, file_name, sha256,
               byte_count, first_line, row_count, accepted, rejected, accepted_file, rejects_file, measure, scores,
               problems, version, resubmits, created_by, created_at, finished_at, seconds
        from intake_load
        """;

    public Task<Load?> FindAsync(Guid id, CancellationToken cancellation) =>
        database.FindAsync(new(Columns + " where id = @id", ("id", id)), Read, cancellation);

    public Task<IReadOnlyList<Load>> FindAsync(Guid[] ids, CancellationToken cancellation) => database.ListAsync(
        new($"{Columns} where {database.Dialect.IsAnyOf("id", "ids")}", ("ids", ids)), Read, cancellation);

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<Load>> ListAsync(Guid dataset, int most, CancellationToken cancellation) => database.ListAsync(
        new(Columns + " where dataset_id = @dataset order by created_at desc limit @most", ("dataset", dataset), ("most", most)),
        Read, cancellation);

    /// <summary>Newest first, of all these datasets together.</summary>
    public Task<IReadOnlyList<Load>> ListAsync(Guid[] datasets, int most, CancellationToken cancellation) => database.ListAsync(
        new($"{Columns} where {database.Dialect.IsAnyOf("dataset_id", "datasets")} order by created_at desc limit @most",
            ("datasets", datasets), ("most", most)), Read, cancellation);

    /// <summary>The load that made a version of the dataset from these very bytes, the newest first.</summary>
    public Task<Load?> FindCommittedAsync(Guid dataset, string sha256, CancellationToken cancellation) => database.FindAsync(new(
        Columns + " where dataset_id = @dataset and sha256 = @sha256 and version is not null order by version desc limit 1",
        ("dataset", dataset), ("sha256", sha256)), Read, cancellation);

    public async Task<LoadLinks> LinksAsync(Load load, CancellationToken cancellation)
    {
        var next = await database.ListAsync(
            new(Columns + " where resubmits = @id or replaces = @id order by created_at", ("id", load.Id)), Read, cancellation);
        var replaced = await database.FindAsync(
            new(Columns + " where id = (select replaces from intake_load where id = @id)", ("id", load.Id)), Read, cancellation);
        return new(load.Resubmits is { } parent ? await FindAsync(parent, cancellation) : null, replaced, next);
    }

    public Task<int> SaveReplacesAsync(Guid id, Guid replaced, CancellationToken cancellation) => database.ExecuteAsync(new(
        "update intake_load set replaces = @replaced where id = @id", ("id", id), ("replaced", replaced)), cancellation);

    public async Task<Understanding?> UnderstandingAsync(Guid id, CancellationToken cancellation) => await database.FindAsync(new(
        "select understanding from intake_load where id = @id and understanding is not null", ("id", id)),
        row => row.Json<Understanding>("understanding"), cancellation);

    public Task SaveUnderstandingAsync(Guid id, Understanding understanding, CancellationToken cancellation) =>
        database.ExecuteAsync(new("update intake_load set understanding = @understanding where id = @id",
            ("id", id), ("understanding", JsonStorage.Write(understanding))), cancellation);

    public async Task<TextTraits> TraitsAsync(Guid id, CancellationToken cancellation) => await database.FindAsync(
        new("select traits from intake_load where id = @id", ("id", id)), row => row.Json<TextTraits>("traits"), cancellation)
        ?? throw new InvalidDataException($"Load {id} is not in the records");

    public static Task<int> SaveTraitsAsync(Session session, Guid id, TextTraits traits, CancellationToken cancellation) =>
        session.ExecuteAsync(new("update intake_load set traits = @traits where id = @id",
            ("id", id), ("traits", JsonStorage.Write(traits))), cancellation);

    public Task SaveAsync(Load load, CancellationToken cancellation) =>
        database.WriteAsync(session => SaveAsync(session, load, cancellation), cancellation);

    public static Task<int> SaveAsync(Session session, Load load, CancellationToken cancellation) => session.ExecuteAsync(new(
        """
        insert into intake_load (id, dataset_id, dataset, state, outcome, mode, contract_version, source_kind, file_name,
            sha256, byte_count, first_line, row_count, accepted, rejected, accepted_file, rejects_file, measure, scores,
            problems, version, resubmits, created_by, created_at, finished_at, seconds)
        values (@id, @dataset_id, @dataset, @state, @outcome, @mode, @contract, @kind, @file, @sha256, @bytes, @first,
            @rows, @accepted, @rejected, @accepted_file, @rejects_file, @measure, @scores, @problems, @version,
            @resubmits, @by, @created, @finished, @seconds)
        on conflict (id) do update set state = excluded.state, outcome = excluded.outcome, mode = excluded.mode,
            first_line = excluded.first_line, row_count = excluded.row_count, accepted = excluded.accepted,
            rejected = excluded.rejected, accepted_file = excluded.accepted_file, rejects_file = excluded.rejects_file,
            measure = excluded.measure, scores = excluded.scores, problems = excluded.problems,
            version = excluded.version, finished_at = excluded.finished_at, seconds = excluded.seconds
        """,
        ("id", load.Id), ("dataset_id", load.DatasetId), ("dataset", load.Dataset), ("state", load.State),
        ("outcome", load.Outcome), ("mode", load.Mode), ("contract", load.ContractVersion), ("kind", load.SourceKind),
        ("file", load.FileName), ("sha256", load.Sha256), ("bytes", load.Bytes), ("first", load.FirstLine),
        ("rows", load.Rows), ("accepted", load.Accepted), ("rejected", load.Rejected),
        ("accepted_file", load.AcceptedFile), ("rejects_file", load.RejectsFile),
        ("measure", load.Measure is null ? null : JsonStorage.Write(load.Measure)),
        ("scores", load.Scores is null ? null : JsonStorage.Write(load.Scores)),
        ("problems", JsonStorage.Write(load.Problems)), ("version", load.Version), ("resubmits", load.Resubmits),
        ("by", load.CreatedBy), ("created", load.CreatedAt), ("finished", load.FinishedAt), ("seconds", load.Seconds)),
        cancellation);

    private static Load Read(Row row) => new(
        row.Id("id"), row.Id("dataset_id"), row.Text("dataset"), row.Choice<LoadState>("state"),
        row.IsNull("outcome") ? null : row.Choice<LoadOutcome>("outcome"), row.Choice<LoadMode>("mode"),
        row.Text("contract_version"), row.Text("source_kind"), row.Text("file_name"), row.Text("sha256"),
        row.Integer("byte_count"), row.IntegerOrNull("first_line"), row.IntegerOrNull("row_count"),
        row.IntegerOrNull("accepted"), row.IntegerOrNull("rejected"), row.TextOrNull("accepted_file"),
        row.TextOrNull("rejects_file"), row.IsNull("measure") ? null : row.Json<CheckMeasure>("measure"),
        row.IsNull("scores") ? null : row.Json<ScoreCard>("scores"), row.Json<Problem[]>("problems"),
        row.IntegerOrNull("version"), row.IdOrNull("resubmits"), row.Text("created_by"), row.Instant("created_at"),
        row.InstantOrNull("finished_at"), row.NumberOrNull("seconds"));
}

/// <summary>Loads that belong together because rejected rows were put right and sent again.</summary>
/// <param name="Parent">The load whose mended rows this one brings.</param>
/// <param name="Replaced">The load that was taken back for this one, which brings its whole file.</param>
/// <param name="Next">Those that bring this load's rows back, the oldest first.</param>
internal sealed record LoadLinks(Load? Parent, Load? Replaced, IReadOnlyList<Load> Next);
