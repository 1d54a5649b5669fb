using System.Diagnostics.CodeAnalysis;
using System.Text;
using Phusa.Exchange.Credentials;
using Phusa.Exchange.Systems;

namespace Phusa.Exchange.Tokens;

internal enum ProofKind { Secret, Assertion, Certificate }

/// <summary>What a client sent to prove itself, before anything is checked.</summary>
/// <param name="Client">Whom it claims to be.</param>
/// <param name="Value">The secret or the assertion; the thumbprint of the certificate.</param>
internal sealed record ClientProof(ProofKind Kind, string Client, string Value)
{
    private const string Basic = "Basic ";

    /// <summary>Null when there is not exactly one way of proving.</summary>
    /// <param name="thumbprint">Of the certificate shown on the connection.</param>
    public static ClientProof? Of(
        HttpContext http, OAuthForm form, string? thumbprint, Func<string, string?> claimedClient)
    {
        var header = http.Request.Headers.Authorization.ToString();
        var (id, secret, assertion) = (form["client_id"], form["client_secret"], form["client_assertion"]);
        if (header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
        {
            return secret is null && assertion is null && TryBasic(header[Basic.Length..], out var basic)
                && (id is null || id == basic.Client) ? basic : null;
        }
        if (assertion is not null)
        {
            return secret is null && form["client_assertion_type"] == VerifyAssertion.Type
                && claimedClient(assertion) is { } subject && (id is null || id == subject)
                    ? new(ProofKind.Assertion, subject, assertion) : null;
        }
        return id is null ? null
            : secret is not null ? new(ProofKind.Secret, id, secret)
            : thumbprint is not null ? new(ProofKind.Certificate, id, thumbprint) : null;
    }

    /// <summary>Id and secret are form-encoded before they are joined (RFC 6749 §2.3.1).</summary>
    private static bool TryBasic(string encoded, [NotNullWhen(true)] out ClientProof? proof)
    {
        proof = null;
        try
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(encoded.Trim()));
            var at = text.IndexOf(':', StringComparison.Ordinal);
            proof = at <= 0 ? null
                : new(ProofKind.Secret, Uri.UnescapeDataString(text[..at]), Uri.UnescapeDataString(text[(at + 1)..]));
        }
        catch (FormatException)
        {
            return false;
        }
        return proof is not null;
    }
}

/// <summary>A client that has proved itself and may call.</summary>
/// <param name="Thumbprint">Of the certificate it proved itself with; null for other ways.</param>
internal sealed record ProvenClient(SystemOfMember System, Credential Credential, string? Thumbprint);
