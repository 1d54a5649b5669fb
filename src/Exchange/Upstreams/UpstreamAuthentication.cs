using System.Text;

namespace Phusa.Exchange.Upstreams;

/// <summary>How the gateway signs in at an upstream, beside a client certificate.</summary>
internal enum AuthenticationKind
{
    None,

    /// <summary>A token that does not change, in <c>Authorization</c>.</summary>
    Bearer,

    /// <summary>User name and password (RFC 7617).</summary>
    Basic,

    /// <summary>A key in a header that the upstream names.</summary>
    Header,
}

/// <param name="Name">The user name, or the header's name; null where neither is needed.</param>
/// <param name="Secret">Token, password or key; null for none. Never shown, never written anywhere but encrypted.</param>
internal sealed record UpstreamAuthentication(AuthenticationKind Kind, string? Name, string? Secret)
{
    private const int ShownFrom = 16;
    private const int Shown = 4;

    public static readonly UpstreamAuthentication None = new(AuthenticationKind.None, null, null);

    /// <summary>Enough to tell two secrets apart, of those that are long enough to give that much away.</summary>
    public string? Hint => Secret is null ? null : Secret.Length >= ShownFrom ? "…" + Secret[^Shown..] : "…";

    /// <summary>What the gateway writes in place of anything so named that a caller sent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => (Kind, Name, Secret) switch
    {
        (AuthenticationKind.Bearer, _, { } token) => [new("Authorization", "Bearer " + token)],
        (AuthenticationKind.Basic, { } user, { } password) =>
            [new("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")))],
        (AuthenticationKind.Header, { } header, { } key) => [new(header, key)],
        _ => [],
    };

    /// <summary>Without the secret: a record prints all it has, and a log might print the record.</summary>
    public override string ToString() => $"{Kind} {Name} {Hint}";
}
