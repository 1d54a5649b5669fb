using Phusa.Kernel.Texts;

namespace Phusa.Intake.Contracts;

/// <summary>A source as people see it: where from, when, and how it went last. Nothing in it is secret.</summary>
/// <param name="Kind">url, folder or database.</param>
/// <param name="Location">Address without the values of its query, folder inside the watched one, or name of a connection.</param>
/// <param name="Schedule">Cron expression, in Vietnam's time; null means by hand.</param>
/// <param name="When">The schedule in words.</param>
/// <param name="NextDue">Null when it runs by hand or is paused.</param>
/// <param name="Declared">It stands in the contract.</param>
/// <param name="LastOutcome">Stable code: received, unchanged, or why it failed.</param>
/// <param name="LastReason">Why it failed.</param>
public sealed record SourceStanding(
    string Dataset, string Name, string Kind, string Location, string? Table, string? Query, string? Schedule, Text When,
    DateTimeOffset? NextDue, bool Declared, bool Paused, DateTimeOffset? LastAt, string? LastOutcome, Text? LastReason,
    Guid? LastLoad);

/// <summary>What a source gave when it was run at once.</summary>
/// <param name="Load">Null when there was nothing new, or it could not be fetched.</param>
public sealed record SourceFetch(SourceStanding Source, Load? Load);
