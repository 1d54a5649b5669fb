using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Loads;
using Phusa.Kernel.Texts;

namespace Phusa.Intake.Why;

/// <summary>The file that was brought in, the line of a row in it, and the load that took it.</summary>
internal sealed class LoadStation(LoadStore loads) : IWhyStation
{
    public async Task<IReadOnlyList<WhyStation>> OfAsync(WhySubject subject, CancellationToken cancellation) =>
        await loads.FindAsync(subject.Load, cancellation) is { } load
            ? [Source(load, subject.Record), Taken(load)]
            : [];

    private static WhyStation Source(Load load, long? record)
    {
        var line = record is { } at ? (load.FirstLine ?? 0) + at : (long?)null;
        List<Text> lines = [Text.Same(load.FileName), Text.Same($"SHA-256 {load.Sha256[..8]}…{load.Sha256[^4..]}")];
        if (line is { } found)
        {
            lines.Insert(1, T.WhyLine(found));
        }
        return new(WhyReach.Source, T.WhySource, lines, new Dictionary<string, object?>
        {
            ["fileName"] = load.FileName, ["sha256"] = load.Sha256, ["bytes"] = load.Bytes, ["line"] = line,
            ["kind"] = load.SourceKind,
        });
    }

    private static WhyStation Taken(Load load) => new(
        WhyReach.Load, T.WhyLoad,
        [T.WhyLoadRows(load.Accepted ?? 0), load.Rejected > 0 ? T.WhyLoadRejected(load.Rejected.Value) : T.WhyLoadClean],
        new Dictionary<string, object?>
        {
            ["id"] = load.Id, ["mode"] = load.Mode, ["rows"] = load.Rows, ["accepted"] = load.Accepted,
            ["rejected"] = load.Rejected, ["at"] = load.CreatedAt, ["contractVersion"] = load.ContractVersion,
        });
}
