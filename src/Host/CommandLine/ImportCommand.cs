using System.CommandLine;
using System.Globalization;
using Phusa.Intake.Contracts;
using Phusa.Kernel.Data;
using Phusa.Quality.Contracts;
using Spectre.Console;

namespace Phusa.Host.CommandLine;

/// <summary><c>phusa import DATASET FILE</c> brings a file in, shows how far it is, and ends with a report.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string> Dataset = new("dataset") { Description = "Name of the dataset" };

    private static readonly Argument<FileInfo> File = new("file") { Description = "The file to bring in" };

    public static Command Build()
    {
        var command = new Command("import", "Bring a file into a dataset") { Dataset, File };
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = parsed.GetRequiredValue(File);
            if (!file.Exists)
            {
                Console.Error.WriteLine($"There is no file {file.FullName}");
                return 2;
            }
            await using var services = Composition.Services(parsed.Settings());
            await services.GetRequiredService<Migrator>().RunAsync(cancellation);
            var importer = services.GetRequiredService<Importer>();
            await using var content = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 0, useAsync: false);
            var outcome = await AnsiConsole.Progress().Columns(
                    new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(async context =>
                {
                    var task = context.AddTask(Markup.Escape(file.Name), maxValue: 100);
                    return await importer.RunAsync(
                        parsed.GetRequiredValue(Dataset), file.Name, content, Environment.UserName,
                        new Bar(task, file.Name), cancellation);
                });
            foreach (var problem in outcome.Problems)
            {
                Console.Error.WriteLine(problem);
            }
            return outcome.Value is { } load ? Report(load) : 1;
        });
        return command;
    }

    private static int Report(Load load)
    {
        var vi = Kernel.Texts.Text.Vietnamese;
        var version = load.Version is { } number ? string.Create(vi, $", version {number}") : "";
        AnsiConsole.WriteLine(string.Create(vi,
            $"{load.Dataset}: {load.Outcome}, {load.Rows ?? 0:N0} rows read, {load.Accepted ?? 0:N0} accepted, {load.Rejected ?? 0:N0} rejected, {load.Seconds ?? 0:N1} s{version}"));
        foreach (var problem in load.Problems)
        {
            AnsiConsole.WriteLine($"  {problem}");
        }
        foreach (var result in load.Measure?.Results.Where(result => result.Failed > 0) ?? [])
        {
            AnsiConsole.WriteLine(string.Create(vi, $"  {result.Check.Name}: {result.Failed:N0} ({result.Check.Rule})"));
        }
        Scores(load.Scores);
        return load.Outcome is LoadOutcome.Accepted or LoadOutcome.AcceptedWithRejects or LoadOutcome.Unchanged ? 0 : 1;
    }

    private static void Scores(ScoreCard? scores)
    {
        if (scores?.Total is { } total)
        {
            AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  scores: {total:0.0} (correct {Word(scores.Correct)}, complete {Word(scores.Complete)}, clean {Word(scores.Clean)}, consistent {Word(scores.Consistent)})"));
        }

        static string Word(double? score) => score?.ToString("0.0", CultureInfo.InvariantCulture) ?? "not measured";
    }

    private sealed class Bar(ProgressTask task, string name) : IProgress<LoadStep>
    {
        public void Report(LoadStep value)
        {
            task.Value = Math.Max(0, value.Percent);
            task.Description = Markup.Escape(string.Create(CultureInfo.InvariantCulture,
                $"{name}: {value.Rows:N0} rows, {value.Rows / Math.Max(0.1, value.Elapsed.TotalSeconds):N0} rows/s"));
        }
    }
}
