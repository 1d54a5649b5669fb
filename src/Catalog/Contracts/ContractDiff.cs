using Phusa.Catalog.DataContracts;
using Phusa.Kernel.Texts;

namespace Phusa.Catalog.Contracts;

/// <summary>Compares two versions of a contract and says what the change costs those who use it.</summary>
public static class ContractDiff
{
    public static ContractDifference Between(DataContract before, DataContract after)
    {
        var changes = new Changes();
        SettingsDiff.Compare(before, after, changes);
        FieldDiff.Compare(before, after, changes);
        return new(changes.All);
    }
}

/// <summary>All changes from one contract to another.</summary>
public sealed record ContractDifference(IReadOnlyList<ContractChange> Changes)
{
    /// <summary>The least part of the version that must be raised.</summary>
    public VersionBump Required => Changes.Count == 0 ? VersionBump.None : Changes.Min(change => change.Kind) switch
    {
        ChangeKind.Breaking => VersionBump.Major,
        ChangeKind.Compatible => VersionBump.Minor,
        _ => VersionBump.Patch,
    };

    /// <summary>Whether the new version is raised enough for the changes made.</summary>
    public bool Allows(ContractVersion before, ContractVersion after) => Required switch
    {
        VersionBump.Major => after.Major > before.Major,
        VersionBump.Minor => after.Major > before.Major
            || (after.Major == before.Major && after.Minor > before.Minor),
        VersionBump.Patch => after > before,
        _ => after >= before,
    };
}

/// <summary>One change: where, how heavy, and why in words.</summary>
public sealed record ContractChange(ChangeKind Kind, string Path, Text Explanation);

/// <summary>The heaviest first.</summary>
public enum ChangeKind { Breaking, Compatible, Textual }
