using Phusa.Kernel.Texts;
using Phusa.Ui;

namespace Phusa.OpenData.Why;

/// <summary>What the facts of stations are called for people; those without a name are for programs only.</summary>
internal static class FactNames
{
    public static Text? Of(string name) => name switch
    {
        "code" => T.FactCode,
        "version" or "contractVersion" => T.FactContract,
        "fileName" => T.FactFile,
        "sha256" => Text.Same("SHA-256"),
        "bytes" => T.FactBytes,
        "line" => T.FactLine,
        "rows" => T.FactRows,
        "accepted" => T.FactAccepted,
        "rejected" => T.FactRejected,
        "at" or "createdAt" or "measuredAt" => T.FactAt,
        "run" => T.FactRun,
        "failed" => T.FactFailed,
        "total" => T.FactTotal,
        "restoredFrom" => T.FactRestored,
        _ => null,
    };

    public static string Said(string name, object? value) => value switch
    {
        DateTimeOffset at => Show.DateTime(at),
        long bytes when name == "bytes" => Show.Bytes(bytes),
        long number => Show.Number(number),
        int number => Show.Number(number),
        double number => Show.Number(number, 1),
        _ => value?.ToString() ?? "–",
    };
}
