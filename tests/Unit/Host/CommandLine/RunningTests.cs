using Phusa.Host.CommandLine;

namespace Phusa.Tests.Unit.Host.CommandLine;

public sealed class RunningTests
{
    [Theory]
    [InlineData("contract", "infer", "khong-co.csv")]
    [InlineData("contract", "check", "khong-co.yaml")]
    [InlineData("contract", "diff", "khong-co.yaml", "khong-co.yaml")]
    [InlineData("contract", "infer", "khong-co/tep.csv")]
    public async Task A_file_that_is_not_there_ends_a_run_with_2(params string[] arguments) =>
        Assert.Equal(2, await PhusaCommand.Build().Parse(arguments).RunAsync());
}
