using System.Text.Json;
using Phusa.Kernel.Outcomes;

namespace Phusa.Security.Contracts;

/// <summary>Something that happened and must stay provable: a read of personal data, a call through the exchange.</summary>
/// <param name="Kind">Such as <c>personal-read</c>, <c>call-intent</c>, <c>call-outcome</c>.</param>
/// <param name="Actor">Who did it: an account's or a system's id.</param>
/// <param name="Object">What it was done to: a dataset or a service.</param>
/// <param name="Details">
/// Written as JSON, or a <see cref="LedgerDetails"/> that writes itself; never anything that may have to be erased one day, which is
/// <see cref="Sealed"/>.
/// </param>
public sealed record LedgerEntry(string Kind, string? Actor, string? Object, object Details)
{
    /// <summary>Pseudonyms of the people whose data it was about; see <see cref="Pseudonyms"/>.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>
    /// What entries that belong together share, such as a call's id: they are found by it, and not by who, what and when. One of
    /// version 7 is cheapest.
    /// </summary>
    public Guid? Reference { get; init; }

    /// <summary>Kept beside the entry, which holds only their salted hashes.</summary>
    public IReadOnlyList<Sealed> Sealed { get; init; } = [];
}

/// <summary>Writes the members of the object that an entry's details are, for entries that are written thousands of times a second.</summary>
public delegate void LedgerDetails(Utf8JsonWriter json);

/// <summary>Where an entry stands, and the tree that holds it, whose signed head anyone may ask for.</summary>
/// <param name="Seq">Its number, from 0.</param>
/// <param name="Leaf">Its hash, base64.</param>
/// <param name="Size">Entries of that tree.</param>
public sealed record LedgerReceipt(long Seq, string Leaf, long Size);

/// <summary>An entry as it is kept.</summary>
/// <param name="Body">The text that the tree covers.</param>
/// <param name="Salts">Of the sealed parts by name, as long as they are kept.</param>
public sealed record LedgerRecord(long Seq, string Kind, string? Actor, string Body, IReadOnlyDictionary<string, byte[]> Salts);

/// <summary>Nothing could be written as evidence, so what should have been evident must not happen.</summary>
public sealed class LedgerUnavailableException(Exception cause)
    : UnavailableException("The ledger cannot be written: no evidence, no data", cause);
