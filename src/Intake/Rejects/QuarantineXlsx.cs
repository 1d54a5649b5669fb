using System.IO.Pipelines;
using Phusa.Warehouse.Contracts;

namespace Phusa.Intake.Rejects;

/// <summary>The quarantine as a workbook, with the cells at fault marked.</summary>
internal static class QuarantineXlsx
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static async Task WriteAsync(Stream target, string name, Quarantine quarantine, CancellationToken cancellation)
    {
        var pipe = PipeWriter.Create(target, new StreamPipeWriterOptions(leaveOpen: true));
        // Compressing and waiting for the receiver block, so they get a thread of their own.
        await Task.Factory.StartNew(() => Write(pipe, name, quarantine, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await pipe.CompleteAsync();
    }

    private static void Write(PipeWriter target, string name, Quarantine quarantine, CancellationToken cancellation)
    {
        using var sheet = new TextSheet(target, name, quarantine.Headings, cancellation);
        foreach (var reject in quarantine.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            sheet.Row(quarantine.Cells(reject), reject.Faults.Select(fault => fault.Column).ToHashSet());
        }
        sheet.End();
    }
}
