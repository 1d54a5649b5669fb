using Phusa.Host.Demo.Recipes;
using Phusa.Host.Demo.Tables;
using Phusa.Kernel.Periods;

namespace Phusa.Host.Demo;

/// <summary>
/// Makes illustrative data from a recipe (the format is described in packs/README.md). The same recipe on the same
/// day gives the same bytes anywhere; "today" is that of Vietnam, wherever the server stands.
/// </summary>
internal sealed class DemoGenerator(TimeProvider time)
{
    private const int BlockRows = 4096;

    /// <summary>Streams the dataset as CSV, one block of rows in memory; answers how many rows.</summary>
    /// <exception cref="InvalidDataException">
    /// The recipe cannot be followed; the message names file and field.
    /// </exception>
    public async Task<long> WriteCsvAsync(
        string recipePath, string packsRoot, Stream target, CancellationToken cancellation)
    {
        var plan = Plan(recipePath, packsRoot);
        var buffer = new CsvBuffer();
        plan.WriteHeader(buffer);
        var written = 0L;
        for (var first = 0L; first < plan.Rows; first += BlockRows)
        {
            cancellation.ThrowIfCancellationRequested();
            written += plan.WriteRows(first, Math.Min(first + BlockRows, plan.Rows), buffer);
            await target.WriteAsync(buffer.Written, cancellation);
            buffer.Cut(0);
        }

        await target.WriteAsync(buffer.Written, cancellation);
        return written;
    }

    internal Plan Plan(string recipePath, string packsRoot)
    {
        var today = time.Today();
        return new PackTables(packsRoot, today).Plan(Recipe.Read(recipePath));
    }
}
