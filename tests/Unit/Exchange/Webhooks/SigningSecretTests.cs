using System.Text.Json;
using Phusa.Exchange.Webhooks;

namespace Phusa.Tests.Unit.Exchange.Webhooks;

public sealed class SigningSecretTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// <summary>The vector that the libraries of Standard Webhooks are tested with.</summary>
    [Fact]
    public void The_signature_is_that_of_the_published_vector() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        SigningSecret.Sign(
            [Secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), "{\"test\": 2432232314}"));

    [Theory]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", true)]
    [InlineData("v1,AAAA v1a,x v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", true)]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", false)]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", false)]
    [InlineData("v1,h0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", false)]
    [InlineData("", false)]
    public void A_signature_holds_if_one_of_them_is_the_secrets(string signatures, bool holds) => Assert.Equal(
        holds, SigningSecret.Holds(
            Secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"u8, signatures));

    [Theory]
    [InlineData(Secret, true)]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", false)]
    [InlineData("whsec_ngan", false)]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", false)]
    [InlineData("whsec_!", false)]
    public void A_secret_has_24_to_64_bytes(string text, bool isOne) => Assert.Equal(isOne, SigningSecret.Is(text));

    [Fact]
    public void While_a_secret_is_changed_both_sign()
    {
        var now = new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
        var other = SigningSecret.Make();
        var pair = new SecretPair(other, Secret, now.AddHours(24));

        var both = SigningSecret.Sign(pair.At(now), "msg_1", now, "{}").Split(' ');

        Assert.Equal([SigningSecret.Sign([other], "msg_1", now, "{}"), SigningSecret.Sign([Secret], "msg_1", now, "{}")], both);
        Assert.Equal([other], pair.At(now.AddHours(24)));
    }

    [Fact]
    public void Secrets_have_256_bits_and_are_not_made_twice()
    {
        var (one, other) = (SigningSecret.Make(), SigningSecret.Make());

        Assert.NotEqual(one, other);
        Assert.StartsWith("whsec_", one, StringComparison.Ordinal);
        Assert.Equal(32, Convert.FromBase64String(one["whsec_".Length..]).Length);
    }

    [Fact]
    public void The_body_holds_type_time_and_content_with_a_whole_link()
    {
        var told = new WebhookEvent(
            Guid.NewGuid(), "dataset.version", new(2026, 11, 21, 15, 0, 0, TimeSpan.FromHours(7)), "/api/v1/datasets/wells", "{\"dataset\":\"wells\"}");

        var body = JsonDocument.Parse(EventBody.Of(told, "https://lgsp.example.vn")).RootElement;

        Assert.Equal("dataset.version", body.GetProperty("type").GetString());
        Assert.Equal("2026-11-21T08:00:00.000000Z", body.GetProperty("timestamp").GetString());
        Assert.Equal("wells", body.GetProperty("data").GetProperty("dataset").GetString());
        Assert.Equal("https://lgsp.example.vn/api/v1/datasets/wells", body.GetProperty("data").GetProperty("link").GetString());
        Assert.Equal(EventBody.Of(told, "x"), EventBody.Of(told, "x"));
        Assert.Equal($"msg_{told.Id:n}", told.WebhookId);
    }
}
