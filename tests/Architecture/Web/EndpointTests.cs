using Phusa.Tests.Architecture.Tree;

namespace Phusa.Tests.Architecture.Web;

/// <summary>
/// Every endpoint of the real program names a policy, or is one of the few that anybody may call without one, and lies
/// under a prefix of the module that maps it.
/// </summary>
public sealed class EndpointTests
{
    /// <summary>Nothing of the province is behind these; calls through the exchange prove themselves, and agreements let them in.</summary>
    private static readonly string[] WithoutPolicy =
    [
        "/assets/{file}", "/design", "/healthz", "/language/{code}", "/theme/{name}", "/x/{agency}/{service}/v{version}/{**rest}",
        "/r1/{instance}/{kind}/{member}/{service}/v{version}/{**rest}",
    ];

    private static readonly Dictionary<string, string[]> Prefixes = new()
    {
        ["Host"] = ["/healthz"],
        ["Ui"] = ["/assets", "/design", "/language", "/theme"],
        ["Quality"] = ["/quality", "/office", "/api/v1/quality", "/api/v1/datasets/{name}/issues"],
        ["Catalog"] =
        [
            "/contracts", "/systems", "/datasets/{name}/contract", "/datasets/{name}/contract.yaml", "/api/v1/contracts",
            "/api/v1/systems",
        ],
        ["Intake"] =
        [
            "/desk", "/loads", "/api/v1/loads", "/api/v1/sources", "/api/v1/uploads", "/api/v1/datasets/{name}/loads",
            "/api/v1/datasets/{name}/sources",
        ],
        ["Exchange"] = ["/exchange", "/x", "/r1", "/oauth", "/.well-known", "/api/v1/exchange"],
        ["OpenData"] =
        [
            "/", "/datasets", "/search", "/agencies", "/glossary", "/lists", "/why", "/api/v1/datasets", "/api/v1/search",
            "/api/v1/agencies", "/api/v1/glossary", "/api/v1/lists", "/api/v1/why", "/api", "/openapi",
        ],
        ["Security"] = ["/sign-in", "/sign-out", "/account", "/admin", "/audit", "/ledger", "/api/v1/audit", "/api/v1/ledger", "/api/v1/me"],
    };

    [Fact]
    public async Task Every_endpoint_names_a_policy_or_is_open_on_purpose() =>
        Verdict.Expect(Unguarded(await Site.EndpointsAsync()));

    [Fact]
    public async Task Every_endpoint_lies_under_a_prefix_of_its_module() => Verdict.Expect(Astray(await Site.EndpointsAsync()));

    [Fact]
    public async Task The_list_of_open_endpoints_holds_no_others() => Assert.Empty(
        WithoutPolicy.Except((await Site.EndpointsAsync()).Select(endpoint => endpoint.Pattern)));

    [Fact]
    public void An_endpoint_without_policy_is_found() => Assert.Equal(
        ["GET /api/v1/secret names no policy", "GET /open is open to all, but not listed"],
        Unguarded(
        [
            new("GET", "/api/v1/secret", "Intake", [], false), new("GET", "/open", "Intake", [], true),
            new("GET", "/desk", "Intake", ["official"], false), new("GET", "/design", "Ui", [], true),
        ]));

    [Fact]
    public void A_plain_authorize_is_found() => Assert.Equal(
        ["GET /desk names no policy"], Unguarded([new("GET", "/desk", "Intake", [null], false)]));

    [Fact]
    public void An_endpoint_elsewhere_is_found() => Assert.Equal(
        ["GET /designs: Ui has no such prefix", "GET /x: Nobody has no such prefix"],
        Astray(
        [
            new("GET", "/designs", "Ui", [], true), new("GET", "/design/a", "Ui", [], true),
            new("GET", "/x", "Nobody", [], true), new("GET", "/", "OpenData", [], true),
        ]));

    [Fact]
    public void No_endpoints_are_refused()
    {
        Assert.Throws<EmptySubjectException>(() => Unguarded([]));
        Assert.Throws<EmptySubjectException>(() => Astray([]));
    }

    private static IReadOnlyList<string> Unguarded(IReadOnlyList<Mapped> endpoints) => Verdict.On(endpoints, endpoint =>
        endpoint.Open ? WithoutPolicy.Contains(endpoint.Pattern) ? [] : [$"{endpoint} is open to all, but not listed"]
        : endpoint.Policies.Any(policy => policy is { Length: > 0 }) ? []
        : [$"{endpoint} names no policy"]);

    private static IReadOnlyList<string> Astray(IReadOnlyList<Mapped> endpoints) => Verdict.On(endpoints, endpoint =>
        Prefixes.GetValueOrDefault(endpoint.Module, []).Any(prefix =>
            endpoint.Pattern == prefix || endpoint.Pattern == prefix + ".json" || endpoint.Pattern == prefix + ".jsonld"
            || (prefix != "/" && endpoint.Pattern.StartsWith(prefix + "/", StringComparison.Ordinal)))
            ? []
            : [$"{endpoint}: {endpoint.Module} has no such prefix"]);
}
