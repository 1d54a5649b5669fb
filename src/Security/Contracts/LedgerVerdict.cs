using Phusa.Kernel.Texts;

namespace Phusa.Security.Contracts;

/// <summary>What a verification of the ledger found.</summary>
/// <param name="Entries">How many entries were read.</param>
/// <param name="Heads">How many signed heads were found right.</param>
/// <param name="Timestamps">How many timestamps were found to be about their heads and rightly signed.</param>
/// <param name="FirstAltered">The number of the first entry whose text is not what was signed; null when there is none.</param>
/// <param name="Faults">Everything that is wrong, in the order it was found.</param>
public sealed record LedgerVerdict(long Entries, long Heads, long Timestamps, long? FirstAltered, IReadOnlyList<Text> Faults)
{
    public bool IsSound => Faults.Count == 0;
}
