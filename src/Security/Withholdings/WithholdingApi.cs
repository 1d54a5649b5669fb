using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Periods;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;
using Phusa.Security.Web;

namespace Phusa.Security.Withholdings;

/// <summary>Orders to withhold accesses, for programs.</summary>
internal static class WithholdingApi
{
    private const string Root = "/api/v1/audit/withholdings";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root).RequireAuthorization(Policies.Oversight).WithTags("audit");
        api.MapGet("", ListAsync).WithName("list-withholdings").WithSummary("Orders to withhold accesses from people, newest first");
        api.MapGet("{id:guid}", FindAsync).WithName("withholding").WithSummary("An order with who put it down, confirmed and ended it");
        api.MapPost("", RegisterAsync).RequireAuthorization(Policies.DataOffice).WithName("register-withholding")
            .WithSummary("Put an order down, or with `renews` go on with one; it holds once somebody else has confirmed it");
        api.MapPost("{id:guid}/confirm", ConfirmAsync).RequireAuthorization(Policies.Auditor).WithName("confirm-withholding")
            .WithSummary("Let an order hold that somebody else put down");
        api.MapPost("{id:guid}/end", EndAsync).WithName("end-withholding").WithSummary("Tell people earlier than was said, for a `reason`");
    }

    private static async Task<Ok<IReadOnlyList<WithholdingAnswer>>> ListAsync(
        WithholdingStore store, TimeProvider clock, CancellationToken cancellation) =>
        TypedResults.Ok<IReadOnlyList<WithholdingAnswer>>(
            [.. (await store.ListAsync(cancellation)).Select(one => WithholdingAnswer.Of(one, clock.Today()))]);

    private static async Task<Results<Ok<WithholdingAnswer>, ProblemHttpResult>> FindAsync(
        Guid id, WithholdingStore store, TimeProvider clock, CancellationToken cancellation) =>
        Answer(await store.FindAsync(id, cancellation) is { } one ? one : WithholdAccesses.Missing, clock);

    private static async Task<Results<Created<WithholdingAnswer>, ProblemHttpResult>> RegisterAsync(
        HttpContext http, WithholdingOrder order, WithholdAccesses withhold, TimeProvider clock, CancellationToken cancellation)
    {
        var made = await withhold.RegisterAsync(http.Caller(), order, cancellation);
        return made.Value is { } one ? TypedResults.Created($"{Root}/{one.Id}", WithholdingAnswer.Of(one, clock.Today())) : Problems.Of(made);
    }

    private static async Task<Results<Ok<WithholdingAnswer>, ProblemHttpResult>> ConfirmAsync(
        HttpContext http, Guid id, WithholdAccesses withhold, TimeProvider clock, CancellationToken cancellation) =>
        Answer(await withhold.ConfirmAsync(http.Caller(), id, cancellation), clock);

    private static async Task<Results<Ok<WithholdingAnswer>, ProblemHttpResult>> EndAsync(
        HttpContext http, Guid id, EndOrder order, WithholdAccesses withhold, TimeProvider clock, CancellationToken cancellation) =>
        Answer(await withhold.EndAsync(http.Caller(), id, order.Reason, cancellation), clock);

    private static Results<Ok<WithholdingAnswer>, ProblemHttpResult> Answer(Outcome<Withholding> outcome, TimeProvider clock) =>
        outcome.Value is { } one ? TypedResults.Ok(WithholdingAnswer.Of(one, clock.Today())) : Problems.Of(outcome);
}

internal sealed record EndOrder(string? Reason);

/// <summary>An order to withhold as programs get it.</summary>
/// <param name="State">As of today: registered, confirmed, expired, ended.</param>
internal sealed record WithholdingAnswer(
    Guid Id, Guid? Renews, string OrderedBy, string Citation, string Kind, string Object, DateOnly From, DateOnly To, string State,
    SignedAnswer Registered, SignedAnswer? Confirmed, SignedAnswer? Ended, string? EndReason)
{
    public static WithholdingAnswer Of(Withholding one, DateOnly day) => new(
        one.Id, one.RenewsId, one.Terms.OrderedBy, one.Terms.Citation, Word.Of(one.Terms.Kind), one.Terms.Object, one.Terms.From, one.Terms.To,
        one.State != WithholdingState.Ended && one.Terms.To < day ? "expired" : Word.Of(one.State),
        new(one.Registered.Name, one.Registered.At), one.Confirmed is { } by ? new(by.Name, by.At) : null,
        one.EndedAt is { } at ? new(one.EndedBy!, at) : null, one.EndReason);
}

internal sealed record SignedAnswer(string Name, DateTimeOffset At);
