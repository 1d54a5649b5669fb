using System.Globalization;
using Phusa.Bench;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["bare", var csv, var parquet, var seconds])
{
    IntakeBench.Bare(csv, parquet, seconds);
    return 0;
}
var benches = new Dictionary<string, Func<string, Task>>
{
    ["intake"] = IntakeBench.RunAsync,
    ["query"] = QueryBench.RunAsync,
    ["search"] = SearchBench.RunAsync,
    ["portal"] = PortalBench.RunAsync,
    ["ledger"] = LedgerBench.RunAsync,
    ["gateway"] = GatewayBench.RunAsync,
};
if (args.Length == 0 || !benches.TryGetValue(args[0], out var run))
{
    Console.Error.WriteLine($"usage: phusa bench {string.Join('|', benches.Keys)} [folder]");
    return 2;
}
var work = Directory.CreateDirectory(args.Length > 1 ? args[1] : Path.Combine(Path.GetTempPath(), "phusa-bench")).FullName;
Console.WriteLine($"{Environment.ProcessorCount} cores, {Environment.OSVersion}, .NET {Environment.Version}, DuckDB {Phusa.Warehouse.DuckDb.DuckDatabase.Version}");
await run(work);
return 0;
