using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Phusa.Exchange;
using Phusa.Exchange.Credentials;
using Phusa.Exchange.Members;
using Phusa.Exchange.Systems;
using Phusa.Exchange.Tokens;

namespace Phusa.Tests.Unit.Exchange;

/// <summary>An issuer with keys in a folder of its own and a clock that stands still until it is moved.</summary>
internal sealed class TokenSite : IDisposable
{
    public const string Issuer = "https://lgsp.example.vn";

    public TokenSite()
    {
        Keys = new(Folder, Options, Time);
        Issue = new(Keys, Options, Time);
        Verify = new(Keys, Options, Time);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("phusa-keys-").FullName;

    public StillClock Time { get; } = new();

    public IOptions<ExchangeOptions> Options { get; } =
        Microsoft.Extensions.Options.Options.Create(new ExchangeOptions { Issuer = Issuer });

    public SigningKeys Keys { get; }

    public IssueToken Issue { get; }

    public VerifyToken Verify { get; }

    public ProvenClient Client { get; } = Proven(null);

    public static ProvenClient Proven(string? thumbprint)
    {
        var member = new Member(
            Guid.NewGuid(), MemberClass.GOV, "H21.15", "H21.15", null, null, MemberState.Active, null, default);
        var system = new MemberSystem(
            Guid.NewGuid(), member.Id, "mot-cua", "Một cửa", null, null, new("An", "an@gialai.gov.vn", null), SystemState.Active, null,
            default);
        var credential = new Credential(
            Guid.NewGuid(), system.Id, CredentialKind.Secret, "x", "x", "x", null, default, "x", DateTimeOffset.MaxValue);
        return new(new(system, member), credential, thumbprint);
    }

    public async Task<TokenFault?> FaultAsync(string token, string? thumbprint = null) =>
        (await Verify.RunAsync(token, thumbprint)).Fault;

    /// <summary>Header and payload of a good token, to be spoilt.</summary>
    public (Dictionary<string, object> Header, Dictionary<string, object> Payload) Parts()
    {
        var parts = Issue.Run(Client).Token.Split('.');
        return (Read(parts[0]), Read(parts[1]));
    }

    /// <summary>Signed with our own current key, whatever it says.</summary>
    public string Signed(Dictionary<string, object> header, Dictionary<string, object> payload) =>
        Joined(header, payload, Keys.Current().Key.ECDsa);

    public static string Joined(Dictionary<string, object> header, Dictionary<string, object> payload, ECDsa key)
    {
        var text = Text(header, payload);
        return $"{text}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    public static string Text(Dictionary<string, object> header, Dictionary<string, object> payload) =>
        $"{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(header))}."
        + Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(payload));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static Dictionary<string, object> Read(string part) =>
        JsonSerializer.Deserialize<Dictionary<string, object>>(Base64Url.DecodeFromChars(part))!;
}

internal sealed class StillClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Pass(TimeSpan time) => now += time;
}
