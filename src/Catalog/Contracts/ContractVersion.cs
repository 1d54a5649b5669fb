using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Phusa.Catalog.Contracts;

/// <summary>Version of a contract: a breaking change raises the major part, an addition the minor one.</summary>
public readonly record struct ContractVersion(int Major, int Minor, int Patch) : IComparable<ContractVersion>
{
    /// <summary>Reads <c>2.1.0</c>; <c>2.1</c> and <c>2</c> stand for <c>2.1.0</c> and <c>2.0.0</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ContractVersion version)
    {
        version = default;
        var parts = text?.Split('.') ?? [];
        var numbers = new int[3];
        if (parts.Length is 0 or > 3)
        {
            return false;
        }
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return false;
            }
        }
        version = new(numbers[0], numbers[1], numbers[2]);
        return true;
    }

    /// <summary>The next version after a change of that weight.</summary>
    public ContractVersion After(VersionBump bump) => bump switch
    {
        VersionBump.Major => new(Major + 1, 0, 0),
        VersionBump.Minor => new(Major, Minor + 1, 0),
        VersionBump.Patch => new(Major, Minor, Patch + 1),
        _ => this,
    };

    public int CompareTo(ContractVersion other) =>
        (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    public static bool operator <(ContractVersion left, ContractVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(ContractVersion left, ContractVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(ContractVersion left, ContractVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ContractVersion left, ContractVersion right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");
}

/// <summary>How much of the version a change raises.</summary>
public enum VersionBump { None, Patch, Minor, Major }
