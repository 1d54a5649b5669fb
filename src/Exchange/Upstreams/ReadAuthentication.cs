using System.Text.RegularExpressions;
using Phusa.Exchange.Gateway;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Upstreams;

/// <summary>
/// How the gateway is to sign in. A secret that is left out stays, but only for the host it was given for: whoever
/// changes the address must not get a secret sent to themselves that they were never shown.
/// </summary>
internal sealed partial class ReadAuthentication(UpstreamOrder order, UpstreamSettings? was, List<Problem> problems)
{
    private const int Longest = 4_000;

    /// <summary>Not to be written by hand: they frame the message, or say who calls.</summary>
    private static readonly string[] Reserved =
    [
        "Host", "Connection", "Content-Length", "Content-Type", "Transfer-Encoding", "Upgrade", "TE", "Trailer", "Expect", "Via",
        "Keep-Alive", "Proxy-Authorization", "Proxy-Connection", "Cookie", "Forwarded",
    ];

    public UpstreamAuthentication Run(Uri? address)
    {
        if (!Enum.TryParse<AuthenticationKind>(Given(order.Authentication) ?? "none", ignoreCase: true, out var kind)
            || !Enum.IsDefined(kind))
        {
            problems.Add(new("authentication", "upstream.authentication-unknown", T.UpstreamAuthenticationUnknown));
            return UpstreamAuthentication.None;
        }
        return kind == AuthenticationKind.None ? UpstreamAuthentication.None : new(kind, Name(kind), Secret(kind, address));
    }

    private string? Name(AuthenticationKind kind)
    {
        var name = Given(order.Name);
        if (kind == AuthenticationKind.Basic && (name is null || name.Length > Longest || name.Contains(':', StringComparison.Ordinal)
            || name.Any(char.IsControl)))
        {
            problems.Add(new("name", "upstream.user-missing", T.UpstreamUserMissing));
        }
        else if (kind == AuthenticationKind.Header && (name is null || !Token().IsMatch(name) || IsReserved(name)))
        {
            problems.Add(new("name", "upstream.header-invalid", T.UpstreamHeaderInvalid));
        }
        return kind == AuthenticationKind.Bearer ? null : name;
    }

    private string? Secret(AuthenticationKind kind, Uri? address)
    {
        if (Given(order.Secret) is { } secret)
        {
            if (secret.Length > Longest || (kind == AuthenticationKind.Basic ? secret.Any(char.IsControl) : secret.Any(sign => sign is < ' ' or > '~')))
            {
                problems.Add(new("secret", "upstream.secret-invalid", T.UpstreamSecretInvalid(Longest)));
            }
            return secret;
        }
        if (was?.Authentication is not { Secret: { } kept } before || before.Kind != kind)
        {
            problems.Add(new("secret", "upstream.secret-missing", T.UpstreamSecretMissing));
            return null;
        }
        if (address is not null && address.GetLeftPart(UriPartial.Authority) != was.Address.GetLeftPart(UriPartial.Authority))
        {
            problems.Add(new("secret", "upstream.secret-again", T.UpstreamSecretAgain));
        }
        return kept;
    }

    private static bool IsReserved(string name) =>
        Reserved.Contains(name, StringComparer.OrdinalIgnoreCase)
        || name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith(HeaderRules.OwnPrefix, StringComparison.OrdinalIgnoreCase);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>RFC 9110 §5.6.2.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}\z")]
    private static partial Regex Token();
}
