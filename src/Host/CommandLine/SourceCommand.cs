using System.CommandLine;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Kernel.Data;
using Phusa.Kernel.Outcomes;
using Phusa.Ui;

namespace Phusa.Host.CommandLine;

/// <summary><c>phusa source …</c>: where datasets come from by themselves, and when.</summary>
internal static class SourceCommand
{
    private static readonly Argument<string> Dataset = new("dataset") { Description = "Name of the dataset" };

    private static readonly Argument<string> Source = new("name") { Description = "Name of the source" };

    private static readonly Option<string?> Url = new("--url") { Description = "Address of a file, http or https" };

    private static readonly Option<string?> Folder = new("--folder") { Description = "Folder within the watched one (Intake:WatchedFolder)" };

    private static readonly Option<string?> Connection = new("--connection") { Description = "Name of a database connection (Intake:Connections)" };

    private static readonly Option<string?> Table = new("--table") { Description = "Table to read, with --connection" };

    private static readonly Option<string?> Query = new("--query") { Description = "Query to read instead of a table, with --connection" };

    private static readonly Option<string?> Schedule = new("--schedule")
    {
        Description = "Cron expression of five parts in Vietnam's time, such as \"0 6 * * *\" (default: by hand)",
    };

    public static Command Build() => new("source", "Work with sources that data comes from by itself")
    {
        List(), Add(),
        Change("pause", "Let a source rest", (sources, dataset, name, cancellation) => sources.PauseAsync(dataset, name, true, cancellation)),
        Change("resume", "Let a source go on", (sources, dataset, name, cancellation) => sources.PauseAsync(dataset, name, false, cancellation)),
        Change("remove", "Forget a source that is not in the contract", (sources, dataset, name, cancellation) => sources.RemoveAsync(dataset, name, cancellation)),
        Run(),
    };

    private static Command List()
    {
        var only = new Argument<string?>("dataset") { Description = "Of this dataset only", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("list", "List sources, when they are due and how they went last") { only };
        command.SetAction((parsed, cancellation) => WithAsync(parsed, async sources =>
        {
            var found = await sources.ListAsync(parsed.GetValue(only), cancellation);
            foreach (var source in found.Value ?? [])
            {
                Print(source);
            }
            return Ended(found);
        }, cancellation));
        return command;
    }

    private static Command Add()
    {
        var command = new Command("add", "Add a source, or change the one of that name, once it was tried")
        {
            Dataset, Source, Url, Folder, Connection, Table, Query, Schedule,
        };
        command.Validators.Add(result =>
        {
            if (new[] { Url, Folder, Connection }.Count(option => result.GetValue(option) is not null) != 1)
            {
                result.AddError(T.SourceOneKind.ToString());
            }
        });
        command.SetAction((parsed, cancellation) => WithAsync(parsed, async sources =>
        {
            var (kind, location) = (parsed.GetValue(Url), parsed.GetValue(Folder), parsed.GetValue(Connection)) switch
            {
                ({ } url, _, _) => (SourceKind.Url, url),
                (_, { } folder, _) => (SourceKind.Folder, folder),
                var (_, _, connection) => (SourceKind.Database, connection!),
            };
            var saved = await sources.SaveAsync(parsed.GetRequiredValue(Dataset), new SourceDeclaration
            {
                Kind = kind, Name = parsed.GetRequiredValue(Source), Location = location, Table = parsed.GetValue(Table),
                Query = parsed.GetValue(Query), Schedule = parsed.GetValue(Schedule),
            }, Environment.UserName, cancellation);
            return Shown(saved);
        }, cancellation));
        return command;
    }

    private static Command Run()
    {
        var command = new Command("run", "Fetch from a source now, and take what comes to its end") { Dataset, Source };
        command.SetAction((parsed, cancellation) => WithAsync(parsed, async sources =>
        {
            var ran = await sources.RunAsync(parsed.GetRequiredValue(Dataset), parsed.GetRequiredValue(Source), cancellation);
            if (ran.Value is not { } fetched)
            {
                return Ended(ran);
            }
            Print(fetched.Source);
            return fetched.Load is { } load ? LoadReport.Print(load) : fetched.Source.LastReason is null ? 0 : 1;
        }, cancellation));
        return command;
    }

    private static Command Change(
        string verb, string description,
        Func<DatasetSources, string, string, CancellationToken, Task<Outcome<SourceStanding>>> change)
    {
        var command = new Command(verb, description) { Dataset, Source };
        command.SetAction((parsed, cancellation) => WithAsync(parsed, async sources => Shown(await change(
            sources, parsed.GetRequiredValue(Dataset), parsed.GetRequiredValue(Source), cancellation)), cancellation));
        return command;
    }

    private static async Task<int> WithAsync(
        ParseResult parsed, Func<DatasetSources, Task<int>> act, CancellationToken cancellation)
    {
        await using var services = Composition.Services(parsed.Settings());
        await services.GetRequiredService<Migrator>().RunAsync(cancellation);
        return await act(services.GetRequiredService<DatasetSources>());
    }

    private static int Shown(Outcome<SourceStanding> outcome)
    {
        if (outcome.Value is { } source)
        {
            Print(source);
        }
        return Ended(outcome);
    }

    private static void Print(SourceStanding source)
    {
        Console.WriteLine($"{source.Dataset} / {source.Name}: {source.Kind} {source.Location}");
        Console.WriteLine(source.Paused ? $"  {source.When} ({T.SourceResting})"
            : source.NextDue is { } next ? $"  {source.When}; {T.SourceNext(Show.DateTime(next))}" : $"  {source.When}");
        if (source.LastAt is { } last)
        {
            Console.WriteLine($"  {Show.DateTime(last)}: {source.LastReason?.ToString() ?? Outcome(source.LastOutcome)}");
        }
    }

    private static string Outcome(string? code) => code switch
    {
        "received" => T.SourceReceived.ToString(),
        "unchanged" => T.SourceUnchanged.ToString(),
        _ => code ?? "",
    };

    private static int Ended<TValue>(Outcome<TValue> outcome)
    {
        foreach (var problem in outcome.Problems)
        {
            Console.Error.WriteLine(problem.Message);
        }
        return outcome.IsDone ? 0 : 1;
    }
}
