using Phusa.Kernel.Data;

namespace Phusa.Tests.Http;

public sealed class RecordsTests(PhusaHost host) : IClassFixture<PhusaHost>
{
    /// <summary>Else a run that names PostgreSQL could pass on SQLite and say nothing.</summary>
    [Fact]
    public void The_host_has_the_records_that_the_run_names()
    {
        var dialect = host.Services.GetRequiredService<Database>().Dialect;

        Assert.Equal(
            Environment.GetEnvironmentVariable("PHUSA_TEST_RECORDS") == "postgres",
            dialect is PostgresDialect);
    }
}
