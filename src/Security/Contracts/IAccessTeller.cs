using Phusa.Kernel.Texts;

namespace Phusa.Security.Contracts;

/// <summary>
/// A port: says in words what entries of the ledger mean for the people they are about. Each module tells of the entries
/// that it writes; an entry of a kind that nobody tells of is no access to anybody's data.
/// </summary>
public interface IAccessTeller
{
    /// <summary>The kinds of entries that it tells of.</summary>
    IReadOnlyList<string> Kinds { get; }

    /// <summary>By number; what another entry tells of already is left out.</summary>
    /// <param name="entries">Of <see cref="Kinds"/> alone.</param>
    Task<IReadOnlyDictionary<long, AccessTold>> TellAsync(IReadOnlyList<AccessEntry> entries, CancellationToken cancellation);
}

/// <summary>An entry of the ledger with a person among its subjects.</summary>
/// <param name="Actor">Who did it: an account's or a system's id.</param>
/// <param name="Object">What it was done to: a dataset or a service.</param>
/// <param name="Body">The text that the tree covers.</param>
public sealed record AccessEntry(long Seq, string Kind, DateTimeOffset At, string? Actor, string? Object, string Body);

/// <summary>What an access told of a person.</summary>
public enum AccessLearned
{
    /// <summary>Fields of the person's record were sent.</summary>
    Fields,

    /// <summary>Fields were asked for, and sent if there is such a record; the entry, written before, cannot say.</summary>
    Asked,

    /// <summary>Only whether there is a record.</summary>
    Existence,

    /// <summary>That what was sent before still holds.</summary>
    Unchanged,

    /// <summary>There was no record to be found.</summary>
    Nothing,

    /// <summary>It was refused; nothing was sent.</summary>
    Refused,

    /// <summary>It failed; nothing was sent.</summary>
    Failed,

    /// <summary>It was begun, and its end is not known.</summary>
    Unknown,

    /// <summary>Who looked at the person's data.</summary>
    Accesses,
}

/// <summary>An access in words.</summary>
/// <param name="Who">A person with role and agency, or a system with its agency.</param>
/// <param name="What">The dataset or service by its title.</param>
public sealed record AccessTold(Text Who, Text What, AccessLearned Learned)
{
    public IReadOnlyList<NamedField> Fields { get; init; } = [];

    public string? Purpose { get; init; }

    public string? LegalBasis { get; init; }

    public string? Case { get; init; }

    /// <summary>What the caller refers to as the person's consent.</summary>
    public string? Consent { get; init; }

    public required AccessScope Scope { get; init; }
}

/// <summary>A field by its name in programs, and as people read it.</summary>
public sealed record NamedField(string Name, Text Title);

/// <summary>By what an access can be told from others.</summary>
/// <param name="Agencies">Codes of those that whoever looked acted for.</param>
/// <param name="Dataset">Its name; null where none of this province was read.</param>
public sealed record AccessScope(
    IReadOnlyList<string> Agencies, string? System = null, string? Agreement = null, string? Dataset = null);
