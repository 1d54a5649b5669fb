using Phusa.Exchange.Contracts;
using Phusa.Kernel;
using Phusa.Kernel.Data;

namespace Phusa.Tests.Http.Exchange.Federation;

/// <summary>The national platform, with another exchange in its place.</summary>
public sealed class NationalTests(NationalTests.Pair both) : IClassFixture<NationalTests.Pair>
{
    public sealed class Pair() : TwoExchanges("DL");

    private NationalExchange Nation => both.Here.Services.GetRequiredService<NationalExchange>();

    [Fact]
    public async Task What_it_offers_is_asked_and_recorded_on_both_sides()
    {
        var service = await both.OfferedAsync("dan_cu");
        await both.TakenAsync(service);
        await both.AllowedAsync(service);
        const string Client = "GL/GOV/H21.13/mot-cua";

        var offer = Assert.Single(await Nation.OffersAsync(default), one => one.Service.Contains("dan_cu", StringComparison.Ordinal));
        var answer = (await Nation.AskAsync(new(offer.Service, "/rows/1", Client, "Đăng ký"), default)).Value!;
        var none = (await Nation.AskAsync(new(offer.Service, "/rows/9", Client, "Đăng ký"), default)).Value!;

        Assert.Equal(["no", "commune"], offer.Fields);
        Assert.Equal((200, """{"no":1,"commune":"23560"}"""), (answer.Status, answer.Body));
        Assert.Equal(404, none.Status);
        Assert.Contains("seq=", answer.Receipt, StringComparison.Ordinal);
        Assert.Equal(2, await both.Here.Services.GetRequiredKeyedService<Database>(KernelModule.Ledger).CountAsync(
            new("select count(*) from security_ledger_index where kind = 'national-call' and actor = @client and object like '%dan_cu%'",
                ("client", Client)), default));
    }

    [Theory]
    [InlineData("rows/1")]
    [InlineData("/../du-an/v1/rows")]
    [InlineData("//dich.khac/rows")]
    [InlineData("/rows%2f..")]
    public async Task A_path_stays_below_its_service(string path)
    {
        await both.TakenAsync(await both.OfferedAsync($"duoi_{Math.Abs(path.GetHashCode(StringComparison.Ordinal))}"));
        var offer = (await Nation.OffersAsync(default))[0];

        var refused = await Nation.AskAsync(new(offer.Service, path, "GL/GOV/H21.13/mot-cua", "Thử"), default);

        Assert.Equal("path.ambiguous", refused.Problems.Single().Code);
    }
}
