using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Events;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Members;

/// <summary>Members, for programs.</summary>
internal static class MemberApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/exchange/members").WithTags("exchange");
        api.MapGet("", ListAsync).RequireAuthorization(Policies.Exchange).WithName("list-members")
            .WithSummary("Members of the exchange; q without accents in name and code");
        api.MapGet("{id:guid}", FindAsync).RequireAuthorization(Policies.Exchange).WithName("member")
            .WithSummary("A member of the exchange");
        api.MapGet("{id:guid}/events", EventsAsync).RequireAuthorization(Policies.Exchange).WithName("member-events")
            .WithSummary("What was done to a member, newest first; for its steward, its integrator, the data office and auditors");
        api.MapPost("", RegisterAsync).RequireAuthorization(Policies.DataOffice).WithName("register-member")
            .WithSummary("Take in an agency (`agency`), or a partner (`class`, `code`, `name`, `taxCode`)");
        api.MapPut("{id:guid}", ChangeAsync).RequireAuthorization(Policies.DataOffice).WithName("change-member")
            .WithSummary("Change a partner's `name` and `taxCode`");
        api.MapPost("{id:guid}/suspend", SuspendAsync).RequireAuthorization(Policies.DataOffice).WithName("suspend-member")
            .WithSummary("Stop a member with all its systems, with the `reason`");
        api.MapPost("{id:guid}/activate", ActivateAsync).RequireAuthorization(Policies.DataOffice).WithName("activate-member")
            .WithSummary("Let a suspended member go on");
    }

    private static async Task<Ok<IReadOnlyList<MemberAnswer>>> ListAsync(
        MemberDirectory directory, string? q, CancellationToken cancellation) =>
        TypedResults.Ok<IReadOnlyList<MemberAnswer>>(
            [.. (await directory.ListAsync(q, cancellation)).Select(MemberAnswer.Of)]);

    private static async Task<Results<Ok<MemberAnswer>, ProblemHttpResult>> FindAsync(
        Guid id, MemberDirectory directory, CancellationToken cancellation) =>
        (await directory.ListAsync(null, cancellation)).FirstOrDefault(one => one.Member.Id == id) is { } member
            ? TypedResults.Ok(MemberAnswer.Of(member))
            : Refused.Of<Member>(MemberProblems.Missing(id));

    private static async Task<Results<Ok<IReadOnlyList<EventAnswer>>, ProblemHttpResult>> EventsAsync(
        HttpContext http, Guid id, MemberStore members, ExchangeEvents events, CancellationToken cancellation) =>
        await members.FindAsync(id, cancellation) is not { } member ? Refused.Of<Member>(MemberProblems.Missing(id))
            : !http.Caller().LooksInto(member) ? Refused.Of<Member>(MemberProblems.NotYours)
            : TypedResults.Ok<IReadOnlyList<EventAnswer>>(
                [.. (await events.OfMemberAsync(id, EventAnswer.Most, cancellation)).Select(EventAnswer.Of)]);

    private static async Task<Results<Created<MemberAnswer>, ProblemHttpResult>> RegisterAsync(
        HttpContext http, MemberOrder order, RegisterMember register, MemberDirectory directory,
        CancellationToken cancellation)
    {
        var made = await register.RunAsync(http.Caller(), order, cancellation);
        return made.Value is { } member
            ? TypedResults.Created($"/api/v1/exchange/members/{member.Id}", await AnswerAsync(member, directory, cancellation))
            : Refused.Of(made);
    }

    private static async Task<Results<Ok<MemberAnswer>, ProblemHttpResult>> ChangeAsync(
        HttpContext http, Guid id, MemberOrder order, RegisterMember register, MemberDirectory directory,
        CancellationToken cancellation) =>
        await AnswerAsync(await register.ChangeAsync(http.Caller(), id, order, cancellation), directory, cancellation);

    private static async Task<Results<Ok<MemberAnswer>, ProblemHttpResult>> SuspendAsync(
        HttpContext http, Guid id, ReasonOrder order, SuspendMember suspend, MemberDirectory directory,
        CancellationToken cancellation) =>
        await AnswerAsync(await suspend.RunAsync(http.Caller(), id, order.Reason, cancellation), directory, cancellation);

    private static async Task<Results<Ok<MemberAnswer>, ProblemHttpResult>> ActivateAsync(
        HttpContext http, Guid id, SuspendMember suspend, MemberDirectory directory, CancellationToken cancellation) =>
        await AnswerAsync(await suspend.EndAsync(http.Caller(), id, cancellation), directory, cancellation);

    private static async Task<Results<Ok<MemberAnswer>, ProblemHttpResult>> AnswerAsync(
        Outcome<Member> outcome, MemberDirectory directory, CancellationToken cancellation) =>
        outcome.Value is { } member ? TypedResults.Ok(await AnswerAsync(member, directory, cancellation)) : Refused.Of(outcome);

    private static async Task<MemberAnswer> AnswerAsync(
        Member member, MemberDirectory directory, CancellationToken cancellation) =>
        MemberAnswer.Of((await directory.ListAsync(null, cancellation)).First(one => one.Member.Id == member.Id));
}

internal sealed record ReasonOrder(string? Reason);

/// <param name="Reason">Why it is suspended.</param>
internal sealed record MemberAnswer(
    Guid Id, string Class, string Code, string? Agency, string Name, string? TaxCode, string State, string? Reason,
    int Systems, int ActiveSystems, int WaitingSystems)
{
    public static MemberAnswer Of(NamedMember named) => new(
        named.Member.Id, named.Member.Class.ToString(), named.Member.Code, named.Member.Agency, named.Name,
        named.Member.TaxCode, Word.Of(named.Member.State), named.Member.Reason,
        named.Entry.Systems, named.Entry.ActiveSystems, named.Entry.WaitingSystems);
}

internal sealed record EventAnswer(DateTimeOffset At, string Actor, string Action, string Detail)
{
    public const int Most = 100;

    public static EventAnswer Of(ExchangeEvent done) =>
        new(done.At, done.ActorName, Word.Of(done.Action), done.Detail);
}
