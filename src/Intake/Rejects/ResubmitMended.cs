using System.Text;
using Phusa.Intake.Contracts;
using Phusa.Intake.Loads;
using Phusa.Kernel.Outcomes;

namespace Phusa.Intake.Rejects;

/// <summary>
/// Brings rejected rows back with what was put right in them, as a load of its own: it is checked like any other, and
/// committing it commits the load it mends first. Rows that nobody touched stay where they are.
/// </summary>
internal sealed class ResubmitMended(RejectReader rejects, MendStore mends, ReceiveLoad receive, RunStore runs)
{
    public async Task<Outcome<Load>> RunAsync(Load load, string by, CancellationToken cancellation)
    {
        var mended = await mends.OfAsync(load.Id, cancellation);
        if (mended.Count == 0 || await rejects.OpenAsync(load, suggesting: false, cancellation) is not { } file)
        {
            return new Refusal(new Problem("load", "nothing-mended", T.NothingMended));
        }
        await using var content = await Task.Run(() => WriteAsync(file, mended), cancellation);
        var name = $"{Path.GetFileNameWithoutExtension(load.FileName)}-sửa.csv";
        var received = await receive.RunAsync(
            load.Dataset, new IncomingFile(name, "upload", by, Resubmits: load.Id), content, cancellation);
        if (received.Value is { State: LoadState.Received } again)
        {
            await mends.ForgetAsync(load.Id, cancellation);
            await runs.CheckAgainAsync(again.Id, Choices(file), cancellation);
        }
        return received;
    }

    /// <summary>The few rows are read as the whole file was: their columns and their numbers mean the same.</summary>
    private static ReadingChoices Choices(RejectFile file) => new(
        "UTF-8", ',', null,
        file.Understanding.Columns.DistinctBy(column => column.Header)
            .ToDictionary(column => column.Header, column => column.Field ?? ""),
        file.Understanding.Columns.DistinctBy(column => column.Header)
            .ToDictionary(column => column.Header, column => column.Numbers));

    private static async Task<MemoryStream> WriteAsync(
        RejectFile file, IReadOnlyDictionary<long, IReadOnlyDictionary<int, string>> mended)
    {
        var content = new MemoryStream();
        await using (var writer = new StreamWriter(content, new UTF8Encoding(false), leaveOpen: true))
        {
            await QuarantineCsv.LineAsync(writer, [.. file.Headers, QuarantineCsv.Remarks[0]]);
            foreach (var reject in file.Read(mended.Keys.ToHashSet()))
            {
                var cells = Enumerable.Range(0, file.Headers.Count)
                    .Select(at => mended[reject.Number].TryGetValue(at, out var value) ? value : reject.Cells.ElementAtOrDefault(at));
                await QuarantineCsv.LineAsync(writer, [.. cells, $"{reject.Line}"]);
            }
        }
        content.Position = 0;
        return content;
    }
}
