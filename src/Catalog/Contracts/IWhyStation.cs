using Phusa.Kernel.Texts;

namespace Phusa.Catalog.Contracts;

/// <summary>
/// A part of the answer to "why?": each module tells of its own reach of the river, from the source of a version or
/// a row down to where it is used.
/// </summary>
public interface IWhyStation
{
    /// <summary>Empty where the module has nothing to tell of the subject.</summary>
    Task<IReadOnlyList<WhyStation>> OfAsync(WhySubject subject, CancellationToken cancellation);
}

/// <summary>What is asked about: a version of a dataset, or one row of it.</summary>
/// <param name="Load">The load that made the version or, for a row, that brought the row.</param>
/// <param name="Record">Position of the row in its source, from 0; null when the whole version is asked about.</param>
public sealed record WhySubject(
    Dataset Dataset, DataContract Contract, long Version, Guid Load, string? Key = null, long? Record = null);

/// <summary>One stop on the way from the source to the use.</summary>
/// <param name="Lines">One to four short facts.</param>
/// <param name="Facts">The same for programs: SHA-256, line, counts.</param>
/// <param name="Href">Where to read on, on this site.</param>
public sealed record WhyStation(
    WhyReach Reach, Text Title, IReadOnlyList<Text> Lines, IReadOnlyDictionary<string, object?> Facts,
    string? Href = null);

/// <summary>Where a station lies, upstream to downstream.</summary>
public enum WhyReach { Agency, Contract, Source, Load, Checks, Version, Use }
