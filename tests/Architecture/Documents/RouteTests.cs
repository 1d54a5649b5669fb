using Phusa.Tests.Architecture.Tree;
using Phusa.Tests.Architecture.Web;

namespace Phusa.Tests.Architecture.Documents;

/// <summary>Every route of the API, which is all that OpenAPI describes, has a row in <c>docs/reference/api.md</c>.</summary>
public sealed class RouteTests
{
    [Fact]
    public async Task Every_route_of_the_API_is_documented() =>
        Verdict.Expect(ReferencePage.Differences(Routes(await Site.EndpointsAsync()), ReferencePage.Rows("api").Keys));

    [Fact]
    public void Routes_of_the_API_are_told_from_pages() => Assert.Equal(
        ["GET /api/v1/me"],
        Routes([new("GET", "/api/v1/me", "Security", [], false), new("GET", "/account", "Security", [], false)]));

    [Fact]
    public void No_endpoints_are_refused() => Assert.Throws<EmptySubjectException>(() => Routes([]));

    private static IReadOnlyList<string> Routes(IReadOnlyList<Mapped> endpoints) => Verdict.On(endpoints, endpoint =>
        endpoint.Pattern.StartsWith("/api/", StringComparison.Ordinal)
            || endpoint.Pattern.StartsWith("/openapi/", StringComparison.Ordinal)
            || endpoint.Pattern == "/healthz" ? [endpoint.ToString()] : []);
}
