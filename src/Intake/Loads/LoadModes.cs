using Phusa.Catalog.Contracts;

namespace Phusa.Intake.Loads;

/// <summary>Modes as addresses and forms write them: append, replace, upsert, delete.</summary>
internal static class LoadModes
{
    /// <summary>Null, which takes the contract's mode, for anything that is none.</summary>
    public static LoadMode? Read(string? text) =>
        Enum.TryParse<LoadMode>(text, ignoreCase: true, out var mode) && Enum.IsDefined(mode) ? mode : null;
}
