using Phusa.Exchange.Events;
using Phusa.Exchange.Members;
using Phusa.Exchange.Systems;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Credentials;

/// <summary>A credential is withdrawn at once: nothing is given for it any more, and tokens it got introspect as ended.</summary>
internal sealed class WithdrawCredential(SystemStore systems, CredentialStore store, TimeProvider clock)
{
    public async Task<Outcome<Credential>> RunAsync(
        Caller by, Guid system, Guid id, CancellationToken cancellation)
    {
        if (await systems.FindAsync(system, cancellation) is not { } known)
        {
            return MemberProblems.SystemMissing(system);
        }
        if (!by.Connects(known.Member))
        {
            return MemberProblems.NotYours;
        }
        var credential = (await store.OfSystemAsync(system, cancellation)).FirstOrDefault(one => one.Id == id);
        if (credential is null)
        {
            return new Missing(new Problem("credential", "credential.missing", T.CredentialMissing));
        }
        var done = ExchangeEvent.By(
            by, clock.GetUtcNow(), ExchangeAction.CredentialWithdrawn, known.Member.Id, system,
            $"{credential.Hint}… {credential.Label}");
        return await store.WithdrawAsync(system, id, by.Name, done, cancellation)
            ? credential
            : new Missing(new Problem("credential", "credential.missing", T.CredentialMissing));
    }
}
