using Phusa.Bench;

var work = Directory.CreateDirectory(args.Length > 1 ? args[1] : Path.Combine(Path.GetTempPath(), "phusa-bench")).FullName;
var benches = new Dictionary<string, Func<Task>>
{
    ["intake"] = () => IntakeBench.RunAsync(work),
    ["query"] = () => QueryBench.RunAsync(work),
    ["search"] = () => SearchBench.RunAsync(work),
    ["portal"] = () => PortalBench.RunAsync(work),
};
if (args.Length == 0 || !benches.TryGetValue(args[0], out var run))
{
    Console.Error.WriteLine($"usage: phusa bench {string.Join('|', benches.Keys)} [folder]");
    return 2;
}
Console.WriteLine($"{Environment.ProcessorCount} cores, {Environment.OSVersion}, .NET {Environment.Version}, DuckDB {Phusa.Warehouse.DuckDb.DuckDatabase.Version}");
await run();
return 0;
