using Phusa.Tests.Architecture.Tree;
using Phusa.Tests.Architecture.Web;

namespace Phusa.Tests.Architecture.Documents;

/// <summary>Every route of the API, which is all that OpenAPI describes, has a row in <c>docs/reference/api.md</c>.</summary>
public sealed class RouteTests
{
    [Fact]
    public async Task Every_route_of_the_API_is_documented() =>
        Verdict.Expect(Offences(await Site.EndpointsAsync(), ReferencePage.Rows("api").Keys));

    [Fact]
    public void A_missing_row_is_shown_as_it_could_be_written() => Assert.Equal(
        [
            "GET /api/v1/me is not documented: | `GET /api/v1/me` | signed-in | Who I am |",
            "GET /api/v1/you is documented, but is not there",
        ],
        Offences([new("GET", "/api/v1/me", "Security", ["signed-in"], false, "Who I am")], ["GET /api/v1/you"]));

    [Fact]
    public void Routes_of_the_API_are_told_from_pages() => Assert.Equal(
        ["GET /api/v1/me"],
        Routes([new("GET", "/api/v1/me", "Security", [], false), new("GET", "/account", "Security", [], false)]));

    [Fact]
    public void No_endpoints_are_refused() => Assert.Throws<EmptySubjectException>(() => Routes([]));

    private static IReadOnlyList<string> Offences(IReadOnlyList<Mapped> endpoints, IReadOnlyCollection<string> documented) =>
    [
        .. ReferencePage.Differences(Routes(endpoints), documented).Select(offence =>
            endpoints.FirstOrDefault(endpoint => offence == $"{endpoint} is not documented") is { } missing
                ? $"{offence}: | `{missing}` | {string.Join(", ", missing.Policies)} | {missing.Summary} |"
                : offence),
    ];

    private static IReadOnlyList<string> Routes(IReadOnlyList<Mapped> endpoints) => Verdict.On(endpoints, endpoint =>
        endpoint.Pattern.StartsWith("/api/", StringComparison.Ordinal)
            || endpoint.Pattern.StartsWith("/openapi/", StringComparison.Ordinal)
            || endpoint.Pattern.StartsWith("/oauth/", StringComparison.Ordinal)
            || endpoint.Pattern.StartsWith("/.well-known/", StringComparison.Ordinal)
            || endpoint.Pattern.StartsWith("/x/evidence/", StringComparison.Ordinal)
            || endpoint.Pattern == "/healthz" ? [endpoint.ToString()] : []);
}
