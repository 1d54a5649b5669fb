using Phusa.Exchange.Events;
using Phusa.Exchange.Members;
using Phusa.Exchange.Systems;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Credentials;

/// <summary>A system gets another credential, while those it has stay in use.</summary>
internal sealed class AddCredential(SystemStore systems, CredentialStore store, TimeProvider clock)
{
    public const int LongestDays = 366;

    private const int LongestLabel = 80;

    /// <summary>Enough for two nodes and a rotation, few enough to look through.</summary>
    private const int MostUsable = 10;

    public async Task<Outcome<NewCredential>> RunAsync(
        Caller by, Guid system, CredentialOrder order, CancellationToken cancellation)
    {
        if (await systems.FindAsync(system, cancellation) is not { } known)
        {
            return MemberProblems.SystemMissing(system);
        }
        if (Barred(by, known.Member) is { } barred)
        {
            return barred;
        }
        var now = clock.GetUtcNow();
        var problems = Problems(order);
        if ((await store.OfSystemAsync(system, cancellation)).Count(one => one.IsUsable(now)) >= MostUsable)
        {
            problems.Add(new("", "credential.too-many", T.CredentialTooMany(MostUsable)));
        }
        var made = Made(by, system, order, now, problems);
        if (made is null || problems.Count > 0)
        {
            return new Refusal(problems);
        }
        var done = ExchangeEvent.By(
            by, now, ExchangeAction.CredentialAdded, known.Member.Id, system,
            $"{made.Credential.Hint}… {made.Credential.Label}");
        return await store.AddAsync(made.Credential, done, cancellation)
            ? made
            : new Refusal(new Problem("value", "credential.taken", T.CredentialTaken));
    }

    /// <summary>What leaks once must not last for ever: a key makes no other credential.</summary>
    private static Refusal? Barred(Caller by, Member member) => !by.Connects(member) ? MemberProblems.NotYours
        : by.Method != SignInMethod.Session
            ? new Refusal(new Problem("", "credential.by-key", T.CredentialByKey)) : null;

    private static List<Problem> Problems(CredentialOrder order)
    {
        var problems = new List<Problem>();
        if (order.Label?.Trim().Length is null or 0 or > LongestLabel)
        {
            problems.Add(new("label", "credential.label-missing", T.CredentialLabelMissing(LongestLabel)));
        }
        if (order.Days is < 1 or > LongestDays)
        {
            problems.Add(new("days", "credential.days-invalid", T.CredentialDaysInvalid(LongestDays)));
        }
        return problems;
    }

    /// <summary>Null where the kind or the value is refused, with the reason among the problems.</summary>
    private static NewCredential? Made(
        Caller by, Guid system, CredentialOrder order, DateTimeOffset now, List<Problem> problems)
    {
        Credential Of(CredentialKind kind, string fingerprint, string? hint = null, string? key = null) => new(
            Guid.CreateVersion7(now), system, kind, order.Label?.Trim() ?? "", hint ?? fingerprint[..8], fingerprint, key,
            now, by.Name, now.AddDays(Math.Clamp(order.Days, 1, LongestDays)));
        if (!Enum.TryParse<CredentialKind>(order.Kind, ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
        {
            problems.Add(new("kind", "credential.kind-unknown", T.CredentialKindUnknown));
            return null;
        }
        if (kind == CredentialKind.Secret)
        {
            var secret = ClientSecret.Make();
            return new(Of(kind, ClientSecret.Hash(secret), ClientSecret.Hint(secret)), secret);
        }
        if (kind == CredentialKind.PublicKey)
        {
            var key = ClientKey.Read(order.Value);
            problems.AddRange(key.Problems);
            return key.Value is { } read ? new(Of(kind, read.Thumbprint, key: read.Jwk), null) : null;
        }
        var certificate = ClientCertificate.Read(order.Value);
        problems.AddRange(certificate.Problems);
        return certificate.Value is not { } shown ? null
            : new(Of(kind, shown.Thumbprint) is var own && shown.NotAfter < own.ExpiresAt
                ? own with { ExpiresAt = shown.NotAfter.Value } : own, null);
    }
}
