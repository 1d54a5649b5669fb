namespace Phusa.Exchange.Credentials;

internal enum CredentialKind
{
    /// <summary>A client secret, shown once and kept as a hash.</summary>
    Secret,

    /// <summary>A public key, whose private half signs assertions (<c>private_key_jwt</c>).</summary>
    PublicKey,

    /// <summary>The thumbprint of a certificate that is shown on the connection (mTLS).</summary>
    Certificate,
}

/// <summary>
/// One of the ways a system proves itself. A system may have several at a time, so that a new one is in use before the
/// old one is withdrawn or ends.
/// </summary>
/// <param name="Label">What people call it.</param>
/// <param name="Hint">The first characters, by which they recognise it.</param>
/// <param name="Fingerprint">SHA-256 of the secret, RFC 7638 of the key, <c>x5t#S256</c> of the certificate.</param>
/// <param name="PublicKey">The key as a JWK; null for the others.</param>
internal sealed record Credential(
    Guid Id, Guid SystemId, CredentialKind Kind, string Label, string Hint, string Fingerprint, string? PublicKey,
    DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt = null,
    DateTimeOffset? WithdrawnAt = null, string? WithdrawnBy = null)
{
    public bool IsUsable(DateTimeOffset now) => WithdrawnAt is null && ExpiresAt > now;
}

/// <summary>A credential just made: the only time its secret is known.</summary>
/// <param name="Secret">Null where the system brought its own.</param>
internal sealed record NewCredential(Credential Credential, string? Secret);

/// <summary>A credential as a form or a program asks for it.</summary>
/// <param name="Kind"><c>secret</c>, <c>publicKey</c> or <c>certificate</c>.</param>
/// <param name="Value">The public key as JWK or PEM; the certificate as PEM or its SHA-256 thumbprint; nothing for a secret.</param>
/// <param name="Days">How long it may be used, 1 to 366; 180 when left out.</param>
internal sealed record CredentialOrder(string? Kind, string? Label, string? Value = null, int Days = 180);
