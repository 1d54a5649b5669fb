using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;

namespace Phusa.Tests.Http.Security;

/// <summary>
/// The host adds an authentication of its own before all else, unless it sees that there is one, which it does not in a branch
/// of the pipeline. Then callers would be looked for twice, and where they prove themselves as well.
/// </summary>
public sealed class AskedOnceTests(PhusaHost host) : IClassFixture<PhusaHost>
{
    [Fact]
    public async Task Who_is_it_is_asked_once_and_never_where_callers_prove_themselves()
    {
        host.Services.GetRequiredService<IAuthenticationSchemeProvider>()
            .AddScheme(new("counting", null, typeof(CountingHandler)));
        using var anyone = host.Anyone();

        foreach (var path in new[] { "/x/H21.13/khong_co/v1/list", "/r1/GL/GOV/H21.13/khong_co/v1/list", "/api/v1/datasets" })
        {
            await anyone.GetAsync(path);
        }

        Assert.Equal([("/api/v1/datasets", 1)], CountingHandler.Asked.Select(one => (one.Key, one.Value)));
    }

    /// <summary>The middleware asks every handler of this kind of every request that comes to it.</summary>
    private sealed class CountingHandler : IAuthenticationRequestHandler
    {
        public static readonly ConcurrentDictionary<string, int> Asked = new();

        private HttpContext? http;

        public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context)
        {
            http = context;
            return Task.CompletedTask;
        }

        public Task<bool> HandleRequestAsync()
        {
            Asked.AddOrUpdate(http!.Request.Path, 1, (_, times) => times + 1);
            return Task.FromResult(false);
        }

        public Task<AuthenticateResult> AuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());

        public Task ChallengeAsync(AuthenticationProperties? properties) => Task.CompletedTask;

        public Task ForbidAsync(AuthenticationProperties? properties) => Task.CompletedTask;
    }
}
