using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Members;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Periods;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Agreements;

/// <summary>Agreements, for programs. Who may do what is for the use cases to say: it hangs on both sides.</summary>
internal static class AgreementApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/exchange/agreements").RequireAuthorization(Policies.Exchange).WithTags("exchange");
        api.MapGet("", ListAsync).WithName("list-agreements")
            .WithSummary("Agreements that the caller may see, newest first; with mine=true those of its own agencies");
        api.MapGet("{id:guid}", FindAsync).WithName("agreement").WithSummary("An agreement with its terms");
        api.MapPost("", RequestAsync).WithName("request-agreement").WithSummary("Ask for access to a service for a system");
        api.MapPost("{id:guid}/approve", ApproveAsync).WithName("approve-agreement")
            .WithSummary("Grant a request; the first of two approvals for important and core data");
        api.MapPost("{id:guid}/refuse", RefuseAsync).WithName("refuse-agreement")
            .WithSummary("Refuse a request with the `reason` and the `citation` of the law");
        api.MapPost("{id:guid}/suspend", SuspendAsync).WithName("suspend-agreement").WithSummary("Stop calls for a `reason`");
        api.MapPost("{id:guid}/resume", ResumeAsync).WithName("resume-agreement").WithSummary("Let calls go on");
        api.MapPost("{id:guid}/end", EndAsync).WithName("end-agreement")
            .WithSummary("End an agreement, or withdraw a request, for a `reason`");
        api.MapPost("{id:guid}/renew", RenewAsync).WithName("renew-agreement")
            .WithSummary("Ask for an agreement that follows this one; what is left out stays as it was");
    }

    private static async Task<Ok<IReadOnlyList<AgreementAnswer>>> ListAsync(
        HttpContext http, AgreementDirectory directory, TimeProvider clock, bool? mine, CancellationToken cancellation)
    {
        var today = clock.Today();
        return TypedResults.Ok<IReadOnlyList<AgreementAnswer>>(
            [.. (await directory.ListAsync(http.Caller(), mine is true, cancellation)).Select(both => AgreementAnswer.Of(both, today))]);
    }

    private static async Task<Results<Ok<AgreementAnswer>, ProblemHttpResult>> FindAsync(
        HttpContext http, Guid id, AgreementDirectory directory, TimeProvider clock, CancellationToken cancellation) =>
        await directory.FindAsync(http.Caller(), id, cancellation) is { } both
            ? TypedResults.Ok(AgreementAnswer.Of(both, clock.Today()))
            : Refused.Of<Agreement>(AgreementProblems.Missing(id));

    private static async Task<Results<Created<AgreementAnswer>, ProblemHttpResult>> RequestAsync(
        HttpContext http, AgreementOrder order, RequestAgreement request, AgreementDirectory directory, TimeProvider clock,
        CancellationToken cancellation) =>
        await CreatedAsync(http, await request.RunAsync(http.Caller(), order, cancellation), directory, clock, cancellation);

    private static async Task<Results<Created<AgreementAnswer>, ProblemHttpResult>> RenewAsync(
        HttpContext http, Guid id, AgreementOrder order, RequestAgreement request, AgreementDirectory directory,
        TimeProvider clock, CancellationToken cancellation) => await CreatedAsync(
            http, await request.RenewAsync(http.Caller(), id, order, cancellation), directory, clock, cancellation);

    private static async Task<Results<Ok<AgreementAnswer>, ProblemHttpResult>> ApproveAsync(
        HttpContext http, Guid id, ReviewAgreement review, AgreementDirectory directory, TimeProvider clock,
        CancellationToken cancellation) =>
        await AnswerAsync(http, await review.ApproveAsync(http.Caller(), id, cancellation), directory, clock, cancellation);

    private static async Task<Results<Ok<AgreementAnswer>, ProblemHttpResult>> RefuseAsync(
        HttpContext http, Guid id, RefusalOrder order, ReviewAgreement review, AgreementDirectory directory, TimeProvider clock,
        CancellationToken cancellation) => await AnswerAsync(
            http, await review.RefuseAsync(http.Caller(), id, order.Reason, order.Citation, cancellation), directory, clock,
            cancellation);

    private static async Task<Results<Ok<AgreementAnswer>, ProblemHttpResult>> SuspendAsync(
        HttpContext http, Guid id, ReasonOrder order, StopAgreement stop, AgreementDirectory directory, TimeProvider clock,
        CancellationToken cancellation) => await AnswerAsync(
            http, await stop.SuspendAsync(http.Caller(), id, order.Reason, cancellation), directory, clock, cancellation);

    private static async Task<Results<Ok<AgreementAnswer>, ProblemHttpResult>> ResumeAsync(
        HttpContext http, Guid id, StopAgreement stop, AgreementDirectory directory, TimeProvider clock,
        CancellationToken cancellation) =>
        await AnswerAsync(http, await stop.ResumeAsync(http.Caller(), id, cancellation), directory, clock, cancellation);

    private static async Task<Results<Ok<AgreementAnswer>, ProblemHttpResult>> EndAsync(
        HttpContext http, Guid id, ReasonOrder order, StopAgreement stop, AgreementDirectory directory, TimeProvider clock,
        CancellationToken cancellation) => await AnswerAsync(
            http, await stop.EndAsync(http.Caller(), id, order.Reason, cancellation), directory, clock, cancellation);

    private static async Task<Results<Created<AgreementAnswer>, ProblemHttpResult>> CreatedAsync(
        HttpContext http, Outcome<Agreement> outcome, AgreementDirectory directory, TimeProvider clock,
        CancellationToken cancellation) => outcome.Value is { } made
            ? TypedResults.Created(
                $"/api/v1/exchange/agreements/{made.Id}", await ReadAsync(http, made.Id, directory, clock, cancellation))
            : Refused.Of(outcome);

    private static async Task<Results<Ok<AgreementAnswer>, ProblemHttpResult>> AnswerAsync(
        HttpContext http, Outcome<Agreement> outcome, AgreementDirectory directory, TimeProvider clock,
        CancellationToken cancellation) => outcome.Value is { } changed
            ? TypedResults.Ok(await ReadAsync(http, changed.Id, directory, clock, cancellation)) : Refused.Of(outcome);

    private static async Task<AgreementAnswer> ReadAsync(
        HttpContext http, Guid id, AgreementDirectory directory, TimeProvider clock, CancellationToken cancellation) =>
        AgreementAnswer.Of(
            (await directory.FindAsync(http.Caller(), id, cancellation))!, clock.Today());
}
