using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Security.Withholdings;

/// <summary>
/// Has accesses withheld from the people they are about: put down by the data office with the law and an end, confirmed by an
/// auditor who is somebody else. Each step is an entry of the ledger before it holds.
/// </summary>
internal sealed class WithholdAccesses(
    WithholdingStore store, Contracts.Ledger ledger, Contracts.Agencies agencies, IEnumerable<IDatasetNames> datasets, TimeProvider clock)
{
    public const string Registered = "withholding-registered";
    public const string Confirmed = "withholding-confirmed";
    public const string Ended = "withholding-ended";

    /// <summary>After which a withholding ends, unless it is renewed.</summary>
    public const int MostMonths = 12;

    private const int LongestText = 500;

    public async Task<Outcome<Withholding>> RegisterAsync(Caller by, WithholdingOrder order, CancellationToken cancellation)
    {
        if (!by.Has(Role.DataOffice))
        {
            return NotYours;
        }
        var renewed = order.Renews is { } id ? await store.FindAsync(id, cancellation) : null;
        if (order.Renews is not null && renewed is null)
        {
            return Missing;
        }
        if (renewed?.IsInForceOn(Today) is false)
        {
            return Over;
        }
        List<Problem> problems = [];
        var terms = await TermsAsync(order, renewed, problems, cancellation);
        if (problems.Count > 0)
        {
            return new Refusal(problems);
        }
        var made = new Withholding(
            Guid.CreateVersion7(clock.GetUtcNow()), renewed?.Id, terms, WithholdingState.Registered, Sign(by), null, null, null, null);
        await WriteAsync(Registered, by, made, null, cancellation);
        await store.AddAsync(made, cancellation);
        return made;
    }

    public async Task<Outcome<Withholding>> ConfirmAsync(Caller by, Guid id, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } known)
        {
            return Missing;
        }
        if (!by.Has(Role.Auditor))
        {
            return NotYours;
        }
        if (known.Registered.AccountId == by.AccountId)
        {
            return new Refusal(new Problem("", "withholding.same-person", T.WithholdingSamePerson));
        }
        if (known.State != WithholdingState.Registered || known.Terms.To < Today)
        {
            return Over;
        }
        await WriteAsync(Confirmed, by, known, null, cancellation);
        return await store.ConfirmAsync(id, Sign(by), cancellation) ? (await store.FindAsync(id, cancellation))! : Over;
    }

    /// <summary>Tells people earlier than was said; one person is enough for that.</summary>
    public async Task<Outcome<Withholding>> EndAsync(Caller by, Guid id, string? reason, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } known)
        {
            return Missing;
        }
        if (!by.Has(Role.DataOffice) && !by.Has(Role.Auditor))
        {
            return NotYours;
        }
        if (reason?.Trim() is not { Length: > 0 and <= LongestText } why)
        {
            return new Refusal(new Problem("reason", "withholding.reason", T.WithholdingReason(LongestText)));
        }
        if (known.State == WithholdingState.Ended)
        {
            return Over;
        }
        await WriteAsync(Ended, by, known, why, cancellation);
        return await store.EndAsync(id, Sign(by), why, cancellation) ? (await store.FindAsync(id, cancellation))! : Over;
    }

    private static Refusal NotYours => new(new Problem("", "withholding.not-yours", T.WithholdingNotYours));

    public static Missing Missing => new(new Problem("id", "withholding.missing", T.WithholdingMissing));

    private static Refusal Over => new(new Problem("", "withholding.over", T.WithholdingOver));

    private DateOnly Today => Withholding.DayOf(clock.GetUtcNow());

    private SignedBy Sign(Caller by) => new(by.AccountId ?? Guid.Empty, by.Name, clock.GetUtcNow());

    private async Task<WithholdingTerms> TermsAsync(
        WithholdingOrder order, Withholding? renewed, List<Problem> problems, CancellationToken cancellation)
    {
        var kind = renewed?.Terms.Kind ?? (Enum.TryParse<WithholdingKind>(order.Kind, ignoreCase: true, out var read) ? read : default);
        var terms = new WithholdingTerms(
            Words(order.OrderedBy, "orderedBy", new("", "withholding.ordered-by", T.WithholdingOrderedBy(LongestText)), problems),
            Words(order.Citation, "citation", new("", "withholding.citation", T.WithholdingCitation(LongestText)), problems),
            kind, renewed?.Terms.Object ?? order.Object?.Trim() ?? "", renewed?.Terms.From ?? order.From ?? Today, order.To ?? default);
        if (renewed is null && !await IsKnownAsync(terms, cancellation))
        {
            problems.Add(new("object", "withholding.object", T.WithholdingObject));
        }
        if (order.To is null || terms.To < Today || terms.To > Today.AddMonths(MostMonths) || terms.From > terms.To
            || (renewed is null && terms.From < Today.AddMonths(-MostMonths)))
        {
            problems.Add(new("to", "withholding.dates", T.WithholdingDates(MostMonths)));
        }
        return terms;
    }

    /// <summary>Of systems and agreements, which stand downstream, only that it is an id.</summary>
    private async Task<bool> IsKnownAsync(WithholdingTerms terms, CancellationToken cancellation)
    {
        if (terms.Kind == WithholdingKind.Agency)
        {
            return (await agencies.TreeAsync(cancellation)).Find(terms.Object) is not null;
        }
        if (terms.Kind != WithholdingKind.Dataset)
        {
            return Guid.TryParseExact(terms.Object, "D", out _);
        }
        foreach (var book in datasets)
        {
            if (await book.FindAsync(terms.Object, cancellation) is not null)
            {
                return true;
            }
        }
        return false;
    }

    private static string Words(string? text, string field, Problem missing, List<Problem> problems)
    {
        var words = text?.Trim() ?? "";
        if (words.Length is 0 or > LongestText)
        {
            problems.Add(missing with { Field = field });
        }
        return words;
    }

    private Task<LedgerReceipt> WriteAsync(string kind, Caller by, Withholding one, string? reason, CancellationToken cancellation) => ledger.AppendAsync(
        new(kind, by.AccountId?.ToString(), one.Id.ToString(), new
        {
            by.Name, by.Method, one.Terms.OrderedBy, one.Terms.Citation, one.Terms.Kind, one.Terms.Object, one.Terms.From, one.Terms.To,
            one.RenewsId, Reason = reason,
        }), cancellation);
}
