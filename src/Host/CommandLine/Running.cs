using System.CommandLine;
using System.Data.Common;

namespace Phusa.Host.CommandLine;

/// <summary>Runs what was asked for. A file or database that is missing or cannot be read is said in a line, not in a stack trace.</summary>
internal static class Running
{
    /// <summary>What shells take for a program that was stopped by Ctrl+C.</summary>
    private const int Interrupted = 130;

    public static async Task<int> RunAsync(this ParseResult parsed)
    {
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (FileNotFoundException missing) when (missing.FileName is { } path)
        {
            return Say(T.FileMissing(path));
        }
        catch (Exception error) when (error is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return Say(T.FileUnreadable(error.Message));
        }
        catch (DbException records)
        {
            return Say(T.RecordsUnreachable(records.Message));
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        catch (Exception unexpected)
        {
            // All of it, for whoever has to find the fault; the runtime would abort with a core dump besides.
            Console.Error.WriteLine(unexpected);
            return 1;
        }
    }

    private static int Say(Kernel.Texts.Text message)
    {
        Console.Error.WriteLine(message);
        return 2;
    }
}
