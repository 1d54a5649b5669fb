using Phusa.Catalog.Contracts;
using Phusa.Exchange.Traffic;
using Phusa.Exchange.Upstreams;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Exchange.Services;

/// <summary>What somebody looks for among the services; each list holds the values that count, none being all.</summary>
internal sealed record ServiceSearch(
    string? Words, IReadOnlyList<string> Owners, IReadOnlyList<ServiceKind> Kinds, IReadOnlyList<Classification> Classes,
    IReadOnlyList<ServiceState> States)
{
    public static readonly IReadOnlyList<string> Names = ["owner", "kind", "class", "state"];

    public static ServiceSearch Of(IQueryCollection query) => new(
        query["q"], [.. query["owner"].OfType<string>()], Chosen<ServiceKind>(query["kind"]), Chosen<Classification>(query["class"]),
        Chosen<ServiceState>(query["state"]));

    private static IReadOnlyList<TChoice> Chosen<TChoice>(IEnumerable<string?> words) where TChoice : struct, Enum =>
        [.. words.Where(word => Enum.TryParse<TChoice>(word, ignoreCase: true, out var one) && Enum.IsDefined(one)).Select(word => Enum.Parse<TChoice>(word!, true))];
}

/// <summary>A service of the catalogue with how it does.</summary>
/// <param name="Health">Of the system behind it; null for a dataset.</param>
/// <param name="Measure">Null where nobody called it.</param>
internal sealed record ServiceShown(ServiceEntry Entry, UpstreamHealth? Health, ServiceMeasure? Measure);

internal sealed record ServiceResults(IReadOnlyList<ServiceShown> Services, IReadOnlyList<Facet> Facets);

/// <summary>The services that a search leaves, and the ways to narrow it: each facet counts what the others leave.</summary>
internal sealed class ServiceCatalogue(ServiceDirectory directory, ServiceMeasures measures, HealthStore health)
{
    public async Task<ServiceResults> RunAsync(Caller caller, ServiceSearch search, CancellationToken cancellation)
    {
        var entries = await directory.ListAsync(caller, search.Words, cancellation);
        var seen = await measures.ReadAsync(cancellation);
        var states = (await health.ListAsync(cancellation)).ToDictionary(one => one.ServiceId);
        return new(
            [
                .. entries.Where(entry => Fits(entry, search, but: null)).Select(entry => new ServiceShown(
                    entry, states.GetValueOrDefault(entry.Service.Id), seen.GetValueOrDefault(entry.Service.Id))),
            ],
            [
                Facet("owner", T.ServiceOwner, entry => entry.Service.MemberId.ToString(), entry => entry.OwnerName, search.Owners),
                Facet("kind", T.ServiceKind, entry => Word.Of(entry.Service.Kind), entry => ServiceWords.Of(entry.Service.Kind),
                    [.. search.Kinds.Select(Word.Of)]),
                Facet("class", T.ServiceClass, entry => Word.Of(entry.Class), entry => ServiceWords.Of(entry.Class),
                    [.. search.Classes.Select(Word.Of)]),
                Facet("state", T.MemberState, entry => Word.Of(entry.Service.State), entry => ServiceWords.Of(entry.Service.State),
                    [.. search.States.Select(Word.Of)]),
            ]);

        Facet Facet(
            string name, Words title, Func<ServiceEntry, string> value, Func<ServiceEntry, Words> words, IReadOnlyList<string> chosen) => new(
                name, title,
                [
                    .. entries.Where(entry => Fits(entry, search, name)).GroupBy(value)
                        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
                        .Select(group => new FacetValue(group.Key, words(group.First()), group.Count(), chosen.Contains(group.Key))),
                ]);
    }

    /// <param name="but">The facet that is not asked.</param>
    private static bool Fits(ServiceEntry entry, ServiceSearch search, string? but) =>
        Fits(search.Owners, entry.Service.MemberId.ToString(), but == "owner") && Fits(search.Kinds, entry.Service.Kind, but == "kind")
        && Fits(search.Classes, entry.Class, but == "class") && Fits(search.States, entry.Service.State, but == "state");

    private static bool Fits<TValue>(IReadOnlyList<TValue> chosen, TValue value, bool isOpen) =>
        isOpen || chosen.Count == 0 || chosen.Contains(value);
}
