using Phusa.Kernel.Outcomes;

namespace Phusa.OpenData;

/// <summary>Codes that decide the status of an answer; all codes stand in docs/reference/problems.md.</summary>
internal static class ProblemCodes
{
    public const string DatasetMissing = "dataset.missing";
    public const string VersionMissing = "version.missing";
    public const string RowMissing = "row.missing";
    public const string RowsRefused = "row.refused";
    public const string FigureMissing = "figure.missing";
    public const string FormatUnknown = "format.unknown";
    public const string ContractMissing = "contract.missing";
    public const string CheckMissing = "check.missing";
    public const string ProfileMissing = "profile.missing";
}

/// <summary>What is not there, or what the caller may not know of.</summary>
internal static class ApiMissing
{
    public static Missing Dataset(string name) =>
        new(new Problem("dataset", ProblemCodes.DatasetMissing, T.MissingDataset(name)));

    public static Missing Version(string name, long? number) => new(new Problem(
        "version", ProblemCodes.VersionMissing, number is { } asked ? T.MissingVersion(name, asked) : T.MissingRows(name)));

    public static Missing Row(string name, string key) =>
        new(new Problem("key", ProblemCodes.RowMissing, T.MissingRow(name, key)));
}
