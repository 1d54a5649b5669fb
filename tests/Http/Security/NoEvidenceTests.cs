using System.Net;
using Phusa.Kernel;
using Phusa.Kernel.Data;
using Phusa.Tests.Http.OpenData;

namespace Phusa.Tests.Http.Security;

public sealed class NoEvidenceTests
{
    [Fact]
    public async Task Personal_data_that_cannot_be_recorded_as_read_is_not_sent()
    {
        var host = new PortalHost();
        await host.InitializeAsync();
        try
        {
            using var steward = await host.StewardAsync();
            const string people = "/api/v1/datasets/people_demo/rows";
            Assert.Contains("0912345678", await steward.GetStringAsync(people), StringComparison.Ordinal);
            await host.Services.GetRequiredKeyedService<Database>(KernelModule.Ledger)
                .ExecuteAsync(new("alter table security_ledger_tile rename to away"), default);

            var refused = await steward.GetAsync(people + "?limit=5");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
            Assert.DoesNotContain("0912345678", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        finally
        {
            await host.DisposeAsync();
        }
    }
}
