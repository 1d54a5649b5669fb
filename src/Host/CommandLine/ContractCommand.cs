using System.CommandLine;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Kernel.Data;

namespace Phusa.Host.CommandLine;

/// <summary><c>phusa contract …</c>: check, compare, register and describe data contracts.</summary>
internal static class ContractCommand
{
    private static readonly Argument<FileInfo> Contract = new("contract") { Description = "A contract (YAML)" };

    public static Command Build() => new("contract", "Work with data contracts")
    {
        Schema(), Check(), Diff(), Register(), Infer(),
    };

    private static Command Schema()
    {
        var command = new Command("schema", "Print the JSON Schema of contracts, for editors");
        command.SetAction(_ => Console.WriteLine(ContractSchema.Emit()));
        return command;
    }

    private static Command Check()
    {
        var file = new Argument<FileInfo?>("file")
        {
            Description = "A file to check by it", Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("check", "Check a contract, and a file by it, offline") { Contract, file };
        command.SetAction(async (parsed, cancellation) =>
        {
            var reading = Read(parsed.GetRequiredValue(Contract));
            foreach (var problem in reading.Problems.Concat(reading.Warnings))
            {
                Console.Error.WriteLine(problem);
            }
            return reading.Contract is null ? 1
                : parsed.GetValue(file) is { } given ? await CheckFileAsync(parsed, reading.Contract, given, cancellation) : 0;
        });
        return command;
    }

    /// <summary>Ends with 1 when a check of severity error fails, and names each with its count.</summary>
    private static async Task<int> CheckFileAsync(
        ParseResult parsed, DataContract contract, FileInfo file, CancellationToken cancellation)
    {
        await using var services = Composition.Services(parsed.Settings());
        var outcome = services.GetRequiredService<ContractInference>().Check(contract, file, cancellation);
        foreach (var problem in outcome.Problems)
        {
            Console.Error.WriteLine(problem);
        }
        if (outcome.Value is not { } measure)
        {
            return 1;
        }
        foreach (var result in measure.Results.Where(result => !result.Passed))
        {
            Console.WriteLine(result.IsMeasured
                ? $"{Weight(result.Check),-9}{result.Check.Name}: {result.Failed} ({result.Check.Rule})"
                : $"{"-",-9}{result.Check.Name}: {result.NotMeasured}");
        }
        Console.WriteLine(T.CheckRows(measure.Rows));
        return measure.Results.Any(result => result.Failed > 0 && result.Check.Severity == Severity.Error) ? 1 : 0;
    }

    private static string Weight(Quality.Contracts.Check check) => (check.Severity == Severity.Error ? T.CheckError : T.CheckWarning).ToString();

    private static Command Infer()
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV, Excel, JSON, GeoJSON, Parquet or a ZIP of these" };
        var command = new Command("infer", "Propose a contract that a file passes") { file };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var services = Composition.Services(parsed.Settings());
            var outcome = services.GetRequiredService<ContractInference>().Propose(parsed.GetRequiredValue(file), cancellation);
            foreach (var problem in outcome.Problems)
            {
                Console.Error.WriteLine(problem);
            }
            if (outcome.Value is { } contract)
            {
                Console.Write(ContractWriter.Write(contract));
            }
            return outcome.IsDone ? 0 : 1;
        });
        return command;
    }

    private static Command Diff()
    {
        var newer = new Argument<FileInfo>("newer") { Description = "The contract that would follow it" };
        var command = new Command("diff", "Say what changes between two contracts, and what breaks") { Contract, newer };
        command.SetAction(parsed =>
        {
            var (before, after) = (Read(parsed.GetRequiredValue(Contract)), Read(parsed.GetRequiredValue(newer)));
            if (before.Contract is null || after.Contract is null)
            {
                foreach (var problem in before.Problems.Concat(after.Problems))
                {
                    Console.Error.WriteLine(problem);
                }
                return 2;
            }
            var difference = ContractDiff.Between(before.Contract, after.Contract);
            foreach (var change in difference.Changes)
            {
                Console.WriteLine($"{change.Kind,-10} {change.Path}: {change.Explanation}");
            }
            return difference.Allows(before.Contract.Version, after.Contract.Version) ? 0 : 1;
        });
        return command;
    }

    private static Command Register()
    {
        var contracts = new Argument<string>("contracts") { Description = "A contract, or a folder of *.contract.yaml" };
        var command = new Command("register", "Add datasets by their contracts, or give them their next contract") { contracts };
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetRequiredValue(contracts);
            await using var services = Composition.Services(parsed.Settings());
            await services.GetRequiredService<Migrator>().RunAsync(cancellation);
            var datasets = services.GetRequiredService<Datasets>();
            var refused = 0;
            string[] files = Directory.Exists(path) ? [.. Directory.GetFiles(path, "*.contract.yaml").Order()] : [path];
            foreach (var file in files)
            {
                refused += await RegisterAsync(datasets, file, cancellation) ? 0 : 1;
            }
            return refused == 0 ? 0 : 1;
        });
        return command;
    }

    private static async Task<bool> RegisterAsync(Datasets datasets, string file, CancellationToken cancellation)
    {
        var outcome = await datasets.RegisterAsync(
            await File.ReadAllTextAsync(file, cancellation), Path.GetFileName(file), Environment.UserName, cancellation);
        foreach (var problem in outcome.Problems)
        {
            await Console.Error.WriteLineAsync(problem.ToString());
        }
        if (outcome.Value is { } dataset)
        {
            Console.WriteLine($"{dataset.Name} {dataset.ContractVersion}");
        }
        return outcome.IsDone;
    }

    private static ContractReading Read(FileInfo file) => ContractReader.Read(File.ReadAllText(file.FullName), file.Name);
}
