using Phusa.Exchange.Credentials;
using Phusa.Exchange.Systems;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Tokens;

/// <summary>
/// Who sends a request to <c>/oauth</c>. Whoever cannot prove it learns nothing of whether there is such a system; who can
/// is told that it is suspended.
/// </summary>
internal sealed class ProveClient(
    SystemStore systems, CredentialStore credentials, VerifyAssertion assertions, PresentedCertificate certificate,
    FailedAttempts failures, TimeProvider clock)
{
    /// <returns>The client, or why not: one of the two is null.</returns>
    public async Task<(ProvenClient? Client, OAuthError? Error)> RunAsync(
        HttpContext http, OAuthForm form, CancellationToken cancellation)
    {
        if (ClientProof.Of(http, form, certificate.Thumbprint(http), assertions.ClaimedClient) is not { } proof)
        {
            return (null, new(OAuthErrorKind.InvalidClient, T.OauthNoProof));
        }
        var system = Guid.TryParse(proof.Client, out var id) ? await systems.FindAsync(id, cancellation) : null;
        var claimed = system is null ? "" : proof.Client;
        if (failures.Wait(http, claimed) is { } wait)
        {
            return (null, new(OAuthErrorKind.TemporarilyUnavailable, T.OauthTooMany((int)Math.Ceiling(wait.TotalSeconds)), wait));
        }
        if (system is null || await ProvedByAsync(proof, id, cancellation) is not { } credential)
        {
            failures.Count(http, claimed);
            return (null, new(OAuthErrorKind.InvalidClient, T.OauthClientUnknown));
        }
        await credentials.UsedAsync(credential, cancellation);
        return Standing(system) is { } why
            ? (null, new(OAuthErrorKind.UnauthorizedClient, why))
            : (new(system, credential, proof.Kind == ProofKind.Certificate ? proof.Value : null), null);
    }

    private static Text? Standing(SystemOfMember known) => !known.Member.IsActive ? T.OauthMemberSuspended
        : known.System.State switch
        {
            SystemState.Active => null,
            SystemState.Registered => T.OauthSystemWaiting,
            _ => T.OauthSystemSuspended,
        };

    /// <summary>The credential that the proof fits, among those in use.</summary>
    private async Task<Credential?> ProvedByAsync(ClientProof proof, Guid system, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var usable = (await credentials.OfSystemAsync(system, cancellation)).Where(one => one.IsUsable(now));
        Credential? Fits(CredentialKind kind, string fingerprint) =>
            usable.FirstOrDefault(one => one.Kind == kind && one.Fingerprint == fingerprint);
        return proof.Kind switch
        {
            ProofKind.Secret => Fits(CredentialKind.Secret, ClientSecret.Hash(proof.Value)),
            ProofKind.Certificate => Fits(CredentialKind.Certificate, proof.Value),
            _ => await assertions.RunAsync(system, proof.Value, usable, cancellation),
        };
    }
}
