using Phusa.Exchange.Credentials;
using Phusa.Exchange.Systems;

namespace Phusa.Exchange.Tokens;

/// <summary>
/// The system behind a verified token, as long as it may call: a token ends early when its system or member is suspended,
/// or the credential it was given for is withdrawn.
/// </summary>
internal sealed class TokenHolder(SystemStore systems, CredentialStore credentials, TimeProvider clock)
{
    /// <summary>Null when it may no longer call.</summary>
    public async Task<SystemOfMember?> FindAsync(Guid id, Guid credential, CancellationToken cancellation) =>
        await systems.FindAsync(id, cancellation) is { IsActive: true } system
        && (await credentials.OfSystemAsync(id, cancellation))
            .Any(one => one.Id == credential && one.IsUsable(clock.GetUtcNow()))
            ? system : null;
}
