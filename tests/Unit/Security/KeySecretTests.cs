using Phusa.Security.Keys;

namespace Phusa.Tests.Unit.Security;

public sealed class KeySecretTests
{
    [Fact]
    public void A_key_has_its_prefix_and_256_bits_of_chance()
    {
        var keys = Enumerable.Range(0, 100).Select(_ => KeySecret.Make()).ToList();

        Assert.All(keys, key => Assert.Matches("^phusa_[A-Za-z0-9_-]{43}$", key));
        Assert.Equal(100, keys.Distinct().Count());
    }

    [Fact]
    public void What_is_kept_does_not_hold_the_key()
    {
        var key = KeySecret.Make();

        Assert.Matches("^[0-9a-f]{64}$", KeySecret.Hash(key));
        Assert.Equal(10, KeySecret.Hint(key).Length);
    }

    [Theory]
    [InlineData("Authorization", "Bearer phusa_abc", "phusa_abc")]
    [InlineData("Authorization", "bearer phusa_abc ", "phusa_abc")]
    [InlineData("X-Api-Key", "phusa_abc", "phusa_abc")]
    [InlineData("Authorization", "Basic cGh1c2E=", null)]
    [InlineData("Accept", "*/*", null)]
    public void A_key_is_found_in_either_header(string header, string value, string? expected)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers[header] = value;

        Assert.Equal(expected, KeySecret.Of(http.Request));
    }
}
