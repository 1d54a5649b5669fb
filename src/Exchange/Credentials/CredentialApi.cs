using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Exchange.Members;
using Phusa.Exchange.Systems;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Credentials;

/// <summary>A system's credentials, for programs.</summary>
internal static class CredentialApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/exchange/systems/{id:guid}/credentials")
            .RequireAuthorization(Policies.Exchange).WithTags("exchange");
        api.MapGet("", ListAsync).WithName("list-credentials")
            .WithSummary("A system's credentials, never a secret; for its steward, its integrator, the data office and auditors");
        api.MapPost("", AddAsync).WithName("add-credential")
            .WithSummary("Add a credential (`kind` secret, publicKey or certificate; `label`, `value`, `days`); a secret is shown this once");
        api.MapDelete("{credential:guid}", WithdrawAsync).WithName("withdraw-credential")
            .WithSummary("Withdraw a credential; its tokens end with it");
    }

    private static async Task<Results<Ok<IReadOnlyList<CredentialAnswer>>, ProblemHttpResult>> ListAsync(
        HttpContext http, Guid id, SystemStore systems, CredentialStore store, CancellationToken cancellation) =>
        await systems.FindAsync(id, cancellation) is not { } known ? Refused.Of<MemberSystem>(MemberProblems.SystemMissing(id))
            : !http.Caller().LooksInto(known.Member) ? Refused.Of<MemberSystem>(MemberProblems.NotYours)
            : TypedResults.Ok<IReadOnlyList<CredentialAnswer>>(
                [.. (await store.OfSystemAsync(id, cancellation)).Select(CredentialAnswer.Of)]);

    private static async Task<Results<Created<NewCredentialAnswer>, ProblemHttpResult>> AddAsync(
        HttpContext http, Guid id, CredentialOrder order, AddCredential add, CancellationToken cancellation)
    {
        var made = await add.RunAsync(http.Caller(), id, order, cancellation);
        if (made.Value is not { } added)
        {
            return Refused.Of(made);
        }
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created(
            $"/api/v1/exchange/systems/{id}/credentials/{added.Credential.Id}",
            new NewCredentialAnswer(CredentialAnswer.Of(added.Credential), id, added.Secret));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> WithdrawAsync(
        HttpContext http, Guid id, Guid credential, WithdrawCredential withdraw, CancellationToken cancellation)
    {
        var withdrawn = await withdraw.RunAsync(http.Caller(), id, credential, cancellation);
        return withdrawn.IsDone ? TypedResults.NoContent() : Refused.Of(withdrawn);
    }
}

/// <param name="Fingerprint">Of a key or a certificate; a secret's hash stays here.</param>
internal sealed record CredentialAnswer(
    Guid Id, string Kind, string Label, string Hint, string? Fingerprint, DateTimeOffset CreatedAt, string CreatedBy,
    DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? WithdrawnAt, string? WithdrawnBy)
{
    public static CredentialAnswer Of(Credential one) => new(
        one.Id, Word.Of(one.Kind), one.Label, one.Hint,
        one.Kind == CredentialKind.Secret ? null : one.Fingerprint, one.CreatedAt, one.CreatedBy, one.ExpiresAt,
        one.LastUsedAt, one.WithdrawnAt, one.WithdrawnBy);
}

/// <param name="Secret">Null where the system brought its own key or certificate.</param>
internal sealed record NewCredentialAnswer(CredentialAnswer Credential, Guid ClientId, string? Secret);
