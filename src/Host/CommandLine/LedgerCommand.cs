using System.CommandLine;
using Phusa.Kernel.Data;
using Phusa.Security.Contracts;

namespace Phusa.Host.CommandLine;

/// <summary><c>phusa ledger …</c>: the evidence that nobody can rewrite, taken away and checked.</summary>
internal static class LedgerCommand
{
    public static Command Build() => new("ledger", "Work with the evidence that nobody can rewrite") { Verify(), Export(), Prove() };

    private static Command Verify()
    {
        var file = new Argument<FileInfo?>("file")
        {
            Description = "An exported ledger; without it the ledger of this folder is checked", Arity = ArgumentArity.ZeroOrOne,
        };
        var key = new Option<FileInfo?>("--key") { Description = "The log's public key as PEM, got from elsewhere than the file" };
        var command = new Command("verify", "Check every entry and every signature, offline") { file, key };
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                return Say(parsed.GetValue(file) is { } exported
                    ? await FileAsync(exported, parsed.GetValue(key), cancellation)
                    : await OwnAsync(parsed, cancellation), isFileTrusted: parsed.GetValue(key) is null && parsed.GetValue(file) is not null);
            }
            catch (InvalidDataException broken)
            {
                Console.Error.WriteLine(T.LedgerNotReadable(broken.Message));
                return 2;
            }
        });
        return command;
    }

    private static Command Export()
    {
        var to = new Argument<FileInfo>("file") { Description = "The ZIP to write" };
        var command = new Command("export", "Write the whole ledger as a ZIP that can be checked anywhere") { to };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var services = Composition.Services(parsed.Settings());
            await services.GetRequiredService<Migrator>().RunAsync(cancellation);
            await using var target = parsed.GetRequiredValue(to).Create();
            await services.GetRequiredService<LedgerAudit>().ExportAsync(target, cancellation);
            Console.WriteLine(T.LedgerExported(parsed.GetRequiredValue(to).FullName));
            return 0;
        });
        return command;
    }

    private static Command Prove()
    {
        var proof = new Argument<FileInfo>("proof") { Description = "What /api/v1/ledger/entries/N/proof answered, as a file" };
        var key = new Option<FileInfo>("--key") { Description = "The log's public key as PEM", Required = true };
        var entry = new Option<FileInfo?>("--entry") { Description = "The entry as it was written, to be compared as well" };
        var command = new Command("prove", "Check the proof of one entry, offline") { proof, key, entry };
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                var (seq, size, faults) = LedgerAudit.VerifyProof(
                    await File.ReadAllTextAsync(parsed.GetRequiredValue(proof).FullName, cancellation),
                    await File.ReadAllTextAsync(parsed.GetRequiredValue(key).FullName, cancellation),
                    parsed.GetValue(entry) is { } written ? await File.ReadAllTextAsync(written.FullName, cancellation) : null);
                foreach (var fault in faults)
                {
                    Console.Error.WriteLine(fault);
                }
                Console.WriteLine(faults.Count == 0 ? T.LedgerProven(seq, size) : T.LedgerNotProven(seq));
                return faults.Count == 0 ? 0 : 1;
            }
            catch (InvalidDataException broken)
            {
                Console.Error.WriteLine(T.LedgerNotReadable(broken.Message));
                return 2;
            }
        });
        return command;
    }

    private static async Task<LedgerVerdict> FileAsync(FileInfo file, FileInfo? key, CancellationToken cancellation)
    {
        var pem = key is null ? null : await File.ReadAllTextAsync(key.FullName, cancellation);
        await using var stream = file.OpenRead();
        return await LedgerAudit.VerifyAsync(stream, pem, cancellation);
    }

    private static async Task<LedgerVerdict> OwnAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var services = Composition.Services(parsed.Settings());
        await services.GetRequiredService<Migrator>().RunAsync(cancellation);
        return await services.GetRequiredService<LedgerAudit>().VerifyAsync(cancellation);
    }

    private static int Say(LedgerVerdict verdict, bool isFileTrusted)
    {
        foreach (var fault in verdict.Faults)
        {
            Console.Error.WriteLine(fault);
        }
        Console.WriteLine(verdict.IsSound ? T.LedgerSound(verdict.Entries, verdict.Heads, verdict.Timestamps) : T.LedgerUnsound(verdict.Entries));
        if (isFileTrusted)
        {
            Console.WriteLine(T.LedgerKeyFromFile);
        }
        return verdict.IsSound ? 0 : 1;
    }
}
