using Phusa.Catalog.Search;
using Phusa.Kernel.Vietnamese;

namespace Phusa.Catalog.Contracts;

/// <summary>
/// Finds datasets by words, with or without accents and typing slips, and by facets. The index lives in memory and
/// follows the records: it looks for changes at most once a second.
/// </summary>
public sealed class DatasetSearch : IDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly IndexSource source;
    private readonly TimeProvider clock;
    private readonly SemaphoreSlim one = new(1);
    private volatile Snapshot? current;

    internal DatasetSearch(IndexSource source, TimeProvider clock) => (this.source, this.clock) = (source, clock);

    public async Task<SearchResults> SearchAsync(SearchRequest request, CancellationToken cancellation)
    {
        var index = await IndexAsync(cancellation);
        return Answer(index, request, clock.GetUtcNow());
    }

    /// <summary>Datasets whose names look most like one that does not exist.</summary>
    public async Task<IReadOnlyList<Dataset>> NearAsync(
        string name, Func<Dataset, bool> isVisible, int most, CancellationToken cancellation)
    {
        var index = await IndexAsync(cancellation);
        var wanted = Tokens.Of(name).ToHashSet(StringComparer.Ordinal);
        return [.. index.Documents.Select(document => document.Dataset).Where(isVisible)
            .Select(dataset => (dataset, Near: Likeness(wanted, name, dataset)))
            .Where(pair => pair.Near > 0).OrderByDescending(pair => pair.Near).Take(most).Select(pair => pair.dataset)];
    }

    public void Dispose() => one.Dispose();

    internal static SearchResults Answer(SearchIndex index, SearchRequest request, DateTimeOffset now)
    {
        var found = index.Find(request.Text);
        var seen = request.IsVisible is null ? found.Documents
            : [.. found.Documents.Where(document => request.IsVisible(document.Dataset))];
        var fitting = request.Chosen.Count == 0 ? seen
            : [.. seen.Where(document => FacetsOf.Fits(document, request, null, now))];
        var size = Math.Clamp(request.Size, 1, SearchRequest.MostOnPage);
        var page = Order(fitting, request, found.Meant.Count > 0)
            .Skip((Math.Max(1, request.Page) - 1) * size).Take(size).Select(document => Hit(document, found.Meant, found.Words));
        return new([.. page], fitting.Count, FacetsOf.Count(seen, request, now), found.IsLoose);
    }

    private static IEnumerable<SearchDocument> Order(
        IReadOnlyList<SearchDocument> documents, SearchRequest request, bool hasWords) =>
        (request.Order ?? (hasWords ? SearchOrder.Relevance : SearchOrder.Newest)) switch
        {
            SearchOrder.Title => documents.OrderBy(
                document => document.Dataset.Title.ToString(), VietnameseComparer.Instance),
            SearchOrder.Score => documents.OrderByDescending(document => document.Standing.Score ?? -1),
            SearchOrder.Rows => documents.OrderByDescending(document => document.Standing.Rows ?? -1),
            SearchOrder.Newest => documents.OrderByDescending(
                document => document.Standing.UpdatedAt ?? DateTimeOffset.MinValue)
                .ThenByDescending(document => document.Dataset.CreatedAt),
            _ => documents,
        };

    /// <param name="typed">How many words were typed; of several, one alone in a field's name says nothing.</param>
    private static SearchHit Hit(SearchDocument document, IReadOnlySet<string> words, int typed) => new(
        document.Dataset, document.Standing, document.HasGeometry,
        Highlight.Of(document.Dataset.Title.ToString(), words), Highlight.Excerpt(document.Dataset.Purpose, words),
        words.Count == 0 ? [] : [.. document.Contract.Fields.Where(field =>
            Tokens.Of($"{field.Title.Vi} {field.Title.En} {field.Name}").Distinct().Count(words.Contains) >= Math.Min(2, typed))]);

    private static double Likeness(HashSet<string> wanted, string name, Dataset dataset)
    {
        if (EditDistance.Within(name, dataset.Name, 3) is <= 3 and var slips)
        {
            return 10 - slips;
        }
        var there = Tokens.Of($"{dataset.Name} {dataset.Title.Vi}").ToHashSet(StringComparer.Ordinal);
        return (double)there.Count(wanted.Contains) / Math.Max(1, wanted.Count);
    }

    /// <summary>A change that takes long to read in does not keep anybody waiting who can be served the index before.</summary>
    private async Task<SearchIndex> IndexAsync(CancellationToken cancellation)
    {
        if (current is { } known && clock.GetElapsedTime(known.Looked) < LookAgain)
        {
            return known.Index;
        }
        if (!await one.WaitAsync(current is null ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(500), cancellation))
        {
            return current!.Index;
        }
        try
        {
            if (current is { } before && clock.GetElapsedTime(before.Looked) < LookAgain)
            {
                return before.Index;
            }
            var looked = clock.GetTimestamp();
            var stamp = await source.StampAsync(cancellation);
            current = current is { } same && same.Stamp == stamp
                ? same with { Looked = looked }
                : new(await source.ReadAsync(cancellation), stamp, looked);
            return current.Index;
        }
        finally
        {
            one.Release();
        }
    }

    private sealed record Snapshot(SearchIndex Index, string Stamp, long Looked);
}
