using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Events;
using Phusa.Exchange.Members;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Systems;

/// <summary>Systems of members, for programs.</summary>
internal static class SystemApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/exchange/members/{id:guid}/systems", RegisterAsync).RequireAuthorization(Policies.Official)
            .WithTags("exchange").WithName("register-system")
            .WithSummary("Register a member's system, as the steward of its agency or the data office; it waits until it is let in");
        var api = routes.MapGroup("/api/v1/exchange/systems").WithTags("exchange");
        api.MapGet("", ListAsync).RequireAuthorization(Policies.Official).WithName("list-member-systems")
            .WithSummary("Systems on the exchange, of one `member` or all");
        api.MapGet("{id:guid}", FindAsync).RequireAuthorization(Policies.Official).WithName("member-system")
            .WithSummary("A system on the exchange; contact and level for its steward, the data office and auditors");
        api.MapGet("{id:guid}/events", EventsAsync).RequireAuthorization(Policies.Official).WithName("member-system-events")
            .WithSummary("What was done to a system and its credentials, newest first; for the same");
        api.MapPut("{id:guid}", ChangeAsync).RequireAuthorization(Policies.Official).WithName("change-member-system")
            .WithSummary("Change name, level and contact, as the steward of its agency or the data office");
        api.MapPost("{id:guid}/activate", ActivateAsync).RequireAuthorization(Policies.DataOffice)
            .WithName("activate-member-system").WithSummary("Let a registered system in, or a suspended one go on");
        api.MapPost("{id:guid}/suspend", SuspendAsync).RequireAuthorization(Policies.DataOffice)
            .WithName("suspend-member-system").WithSummary("Stop a system, with the `reason`");
    }

    private static async Task<Ok<IReadOnlyList<MemberSystemAnswer>>> ListAsync(
        HttpContext http, SystemStore store, IOptions<ExchangeOptions> options, Guid? member,
        CancellationToken cancellation) =>
        TypedResults.Ok<IReadOnlyList<MemberSystemAnswer>>(
        [
            .. (await store.ListAsync(cancellation)).Where(one => member is null || one.Member.Id == member)
                .Select(one => MemberSystemAnswer.Of(one, options.Value.Instance, http.Caller())),
        ]);

    private static async Task<Results<Ok<MemberSystemAnswer>, ProblemHttpResult>> FindAsync(
        HttpContext http, Guid id, SystemStore store, IOptions<ExchangeOptions> options, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is { } known
            ? TypedResults.Ok(MemberSystemAnswer.Of(known, options.Value.Instance, http.Caller()))
            : Refused.Of<MemberSystem>(MemberProblems.SystemMissing(id));

    private static async Task<Results<Ok<IReadOnlyList<EventAnswer>>, ProblemHttpResult>> EventsAsync(
        HttpContext http, Guid id, SystemStore store, ExchangeEvents events, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is not { } known ? Refused.Of<MemberSystem>(MemberProblems.SystemMissing(id))
            : !http.Caller().LooksInto(known.Member) ? Refused.Of<MemberSystem>(MemberProblems.NotYours)
            : TypedResults.Ok<IReadOnlyList<EventAnswer>>(
                [.. (await events.OfSystemAsync(id, EventAnswer.Most, cancellation)).Select(EventAnswer.Of)]);

    private static async Task<Results<Created<MemberSystemAnswer>, ProblemHttpResult>> RegisterAsync(
        HttpContext http, Guid id, MemberSystemOrder order, RegisterSystem register, SystemStore store,
        IOptions<ExchangeOptions> options, CancellationToken cancellation)
    {
        var made = await register.RunAsync(http.Caller(), id, order, cancellation);
        return made.Value is { } system
            ? TypedResults.Created(
                $"/api/v1/exchange/systems/{system.Id}",
                MemberSystemAnswer.Of((await store.FindAsync(system.Id, cancellation))!, options.Value.Instance, http.Caller()))
            : Refused.Of(made);
    }

    private static async Task<Results<Ok<MemberSystemAnswer>, ProblemHttpResult>> ChangeAsync(
        HttpContext http, Guid id, MemberSystemOrder order, RegisterSystem register, SystemStore store,
        IOptions<ExchangeOptions> options, CancellationToken cancellation) =>
        await AnswerAsync(
            http, await register.ChangeAsync(http.Caller(), id, order, cancellation), store, options, cancellation);

    private static async Task<Results<Ok<MemberSystemAnswer>, ProblemHttpResult>> ActivateAsync(
        HttpContext http, Guid id, SuspendSystem standing, SystemStore store, IOptions<ExchangeOptions> options,
        CancellationToken cancellation) =>
        await AnswerAsync(http, await standing.ActivateAsync(http.Caller(), id, cancellation), store, options, cancellation);

    private static async Task<Results<Ok<MemberSystemAnswer>, ProblemHttpResult>> SuspendAsync(
        HttpContext http, Guid id, ReasonOrder order, SuspendSystem standing, SystemStore store,
        IOptions<ExchangeOptions> options, CancellationToken cancellation) => await AnswerAsync(
            http, await standing.RunAsync(http.Caller(), id, order.Reason, cancellation), store, options, cancellation);

    private static async Task<Results<Ok<MemberSystemAnswer>, ProblemHttpResult>> AnswerAsync(
        HttpContext http, Outcome<MemberSystem> outcome, SystemStore store, IOptions<ExchangeOptions> options,
        CancellationToken cancellation) =>
        outcome.Value is { } system
            ? TypedResults.Ok(MemberSystemAnswer.Of(
                (await store.FindAsync(system.Id, cancellation))!, options.Value.Instance, http.Caller()))
            : Refused.Of(outcome);
}

/// <param name="Id">Also its OAuth <c>client_id</c>.</param>
/// <param name="SecurityLevel">As the contact, for those who look into the member.</param>
/// <param name="IsActive">Whether it may call now; its member may be suspended.</param>
internal sealed record MemberSystemAnswer(
    Guid Id, Guid Member, string XRoadId, string Code, string Name, Guid? Catalogue, int? SecurityLevel,
    SystemContact? Contact, string State, string? Reason, bool IsActive)
{
    public static MemberSystemAnswer Of(SystemOfMember known, string instance, Caller caller)
    {
        var (system, looks) = (known.System, caller.LooksInto(known.Member));
        return new(
            system.Id, system.MemberId, system.XRoadId(instance, known.Member), system.Code, system.Name, system.CatalogueId,
            looks ? system.SecurityLevel : null, looks ? system.Contact : null,
            Word.Of(system.State), system.Reason, known.IsActive);
    }
}
