using Phusa.Kernel.Data;
using Phusa.Quality.Contracts;

namespace Phusa.Quality.Use;

/// <summary>One consumer's use of a dataset on one day.</summary>
/// <param name="Agency">Of the account, empty without one.</param>
internal readonly record struct UseKey(Guid Dataset, DateOnly Day, string Consumer, string Agency, UseKind Kind);

internal sealed partial class UseStore(Database database, ILogger<UseStore> logger)
{
    public Task AddAsync(IReadOnlyList<(UseKey Key, long Count)> uses, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            foreach (var (key, count) in uses)
            {
                await session.ExecuteAsync(new(
                    """
                    insert into quality_use (dataset_id, day, consumer, agency, kind, uses)
                    values (@dataset, @day, @consumer, @agency, @kind, @uses)
                    on conflict (dataset_id, day, consumer, kind) do update set uses = quality_use.uses + excluded.uses
                    """,
                    ("dataset", key.Dataset), ("day", Day(key.Day)), ("consumer", key.Consumer), ("agency", key.Agency),
                    ("kind", key.Kind), ("uses", count)), cancellation);
            }
            return uses.Count;
        }, cancellation);

    /// <summary>
    /// Distinct consumers who belong to no agency or to another one, since a day. Those without an account have another
    /// name each day, so of them only the day with the most counts: one who comes back is not ten.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, long>> ConsumersAsync(
        DateOnly since, IReadOnlyDictionary<Guid, string> owners, CancellationToken cancellation)
    {
        var found = await database.ListAsync(new(
            "select distinct dataset_id, day, consumer, agency from quality_use where day >= @since", ("since", Day(since))),
            row => (Dataset: row.Id("dataset_id"), Day: row.Text("day"), Consumer: row.Text("consumer"), Agency: row.Text("agency")),
            cancellation);
        return found.Where(use => owners.TryGetValue(use.Dataset, out var owner) && (use.Agency.Length == 0 || use.Agency != owner))
            .GroupBy(use => use.Dataset)
            .ToDictionary(uses => uses.Key, uses => Distinct(uses.Select(use => (use.Day, use.Consumer))));
    }

    private static long Distinct(IEnumerable<(string Day, string Consumer)> uses)
    {
        var kinds = uses.ToLookup(use => use.Consumer.StartsWith(DatasetUse.WithoutAccount, StringComparison.Ordinal));
        return kinds[false].Select(use => use.Consumer).Distinct().LongCount()
            + kinds[true].GroupBy(use => use.Day).Select(day => day.Select(use => use.Consumer).Distinct().LongCount())
                .DefaultIfEmpty().Max();
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [LoggerMessage(1, LogLevel.Warning, "Uses could not be written; they are kept and written later")]
    public partial void LogKept(Exception failure);
}
