using System.CommandLine;
using Phusa.Intake.Contracts;
using Phusa.Kernel.Data;
using Phusa.Kernel.Outcomes;
using Spectre.Console;

namespace Phusa.Host.CommandLine;

/// <summary><c>phusa import DATASET FILE</c> brings a file in, shows how far it is, and ends with a report.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string> Dataset = new("dataset") { Description = "Name of the dataset" };

    private static readonly Argument<FileInfo> File = new("file") { Description = "The file to bring in" };

    private static readonly Option<string?> Sheet = new("--sheet")
    {
        Description = "Sheet of a workbook, or file in an archive (default: the first with data)",
    };

    private static readonly Option<int?> HeaderRow = new("--header-row")
    {
        Description = "Row with the columns' names, from 1 (default: found by itself)",
    };

    public static Command Build()
    {
        var command = new Command("import", "Bring a file into a dataset") { Dataset, File, Sheet, HeaderRow };
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = parsed.GetRequiredValue(File);
            if (!file.Exists)
            {
                Console.Error.WriteLine(T.FileMissing(file.FullName));
                return 2;
            }
            await using var services = Composition.Services(parsed.Settings());
            // DuckDB is loaded while the records are looked after.
            var opening = Task.Run(services.GetRequiredService<Importer>, cancellation);
            await services.GetRequiredService<Migrator>().RunAsync(cancellation);
            var importer = await opening;
            await using var content = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 0, useAsync: false);
            var outcome = await WithBarAsync(file.Name, bar => importer.RunAsync(
                parsed.GetRequiredValue(Dataset), file.Name, content, Environment.UserName,
                new ReadAs(parsed.GetValue(Sheet), parsed.GetValue(HeaderRow)), bar, cancellation));
            foreach (var problem in outcome.Problems)
            {
                Console.Error.WriteLine(problem.Message);
            }
            return outcome.Value is { } load ? await ReportAsync(importer, load, cancellation) : 1;
        });
        return command;
    }

    /// <summary>Shows on a terminal how far the work is; a file or another program is told only the end.</summary>
    private static Task<Outcome<Load>> WithBarAsync(string name, Func<IProgress<LoadStep>?, Task<Outcome<Load>>> run) =>
        Console.IsOutputRedirected ? run(null) : AnsiConsole.Progress().Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => run(new Bar(context.AddTask(Markup.Escape(name), maxValue: 100), name)));

    /// <summary>A refused workbook may have been read from the wrong sheet, so the others are named.</summary>
    private static async Task<int> ReportAsync(Importer importer, Load load, CancellationToken cancellation)
    {
        var code = LoadReport.Print(load);
        if (load.Outcome == LoadOutcome.Refused && await importer.PartsAsync(load, cancellation) is { Count: > 1 } parts)
        {
            Console.WriteLine($"  {T.ImportParts(string.Join(", ", parts))}");
        }
        return code;
    }

    private sealed class Bar(ProgressTask task, string name) : IProgress<LoadStep>
    {
        public void Report(LoadStep value)
        {
            task.Value = Math.Max(0, value.Percent);
            task.Description = Markup.Escape(
                T.ImportProgress(name, value.Rows, value.Rows / Math.Max(0.1, value.Elapsed.TotalSeconds)).ToString());
        }
    }
}
