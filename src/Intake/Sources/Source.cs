using Phusa.Catalog.Contracts;

namespace Phusa.Intake.Sources;

/// <summary>Where a dataset comes from by itself.</summary>
/// <param name="Cron">Null means by hand only.</param>
/// <param name="Declared">It stands in the contract, and goes when the contract drops it.</param>
/// <param name="State">What the source said last, such as its ETag; only its kind understands it.</param>
/// <param name="LastOutcome">Stable code: received, unchanged, or why it failed.</param>
internal sealed record Source(
    Guid Id, Guid DatasetId, string Name, SourceDeclaration Settings, string? Cron, DateTimeOffset? NextDue, bool Declared,
    bool Paused, string? State, DateTimeOffset? LastAt, string? LastOutcome, Guid? LastLoad, string CreatedBy);

/// <summary>What a source gave.</summary>
/// <param name="Content">Null when there is nothing new.</param>
/// <param name="Taken">Called when the bytes are safe, to remember that or to put the file away.</param>
internal sealed record Fetched(string FileName, Stream? Content, string? State, Action? Taken = null) : IAsyncDisposable
{
    public static Fetched Nothing(string? state) => new("", null, state);

    public ValueTask DisposeAsync() => Content?.DisposeAsync() ?? ValueTask.CompletedTask;
}

/// <summary>Fetches from sources of one kind.</summary>
internal abstract class Fetcher
{
    public abstract SourceKind Kind { get; }

    /// <summary>Tries what a person wrote before it is kept, without fetching anything.</summary>
    /// <exception cref="SourceException">The source cannot be reached, or may not be.</exception>
    public abstract Task TryAsync(SourceDeclaration settings, CancellationToken cancellation);

    /// <exception cref="SourceException">The source cannot be reached, or may not be.</exception>
    public abstract Task<Fetched> FetchAsync(Source source, CancellationToken cancellation);
}

/// <summary>Why nothing could be fetched, for people.</summary>
internal sealed class SourceException(string code, Kernel.Texts.Text reason) : Exception(reason.En)
{
    public string Code => code;

    public Kernel.Texts.Text Reason => reason;
}
