using System.Globalization;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Services;
using Phusa.Kernel.Identifiers;
using Phusa.Kernel.Outcomes;
using Member = Phusa.Exchange.Members.Member;

namespace Phusa.Exchange.Agreements;

/// <summary>The terms of a request, checked against what the service is; every problem is told at once.</summary>
internal sealed class ReadTerms(AgreementOrder order, ServiceInterface service, Member consumer, DateOnly today)
{
    private const int LongestText = 500;
    private const int MostCalls = 100_000_000;

    private readonly List<Problem> problems = [];

    public Outcome<AgreementTerms> Run()
    {
        var terms = new AgreementTerms(
            Words(order.Purpose, "purpose", new("purpose", "agreement.purpose-missing", T.AgreementPurposeMissing(LongestText))),
            Words(order.LegalBasis, "legalBasis",
                new("legalBasis", "agreement.legal-basis-missing", T.AgreementLegalBasisMissing(LongestText))),
            Fields(), Condition(), Calls(order.QuotaPerDay, "quotaPerDay"), Calls(order.RatePerMinute, "ratePerMinute"), Hours(),
            order.ValidFrom ?? today, order.ValidTo ?? default, order.NeedsCase is true, order.NeedsConsent is true);
        if (PersonInText.Names(terms.Purpose))
        {
            problems.Add(new("purpose", "agreement.purpose-person", T.AgreementPurposePerson));
        }
        if (order.ValidTo is null || terms.ValidTo < terms.ValidFrom || terms.ValidTo < today)
        {
            problems.Add(new("validTo", "agreement.dates-invalid", T.AgreementDatesInvalid));
        }
        return problems.Count > 0 ? new Refusal([.. problems]) : terms;
    }

    private string Words(string? text, string field, Problem missing)
    {
        var words = text?.Trim() ?? "";
        if (words.Length is 0 or > LongestText)
        {
            problems.Add(missing with { Field = field });
        }
        return words;
    }

    /// <summary>None where messages pass whole.</summary>
    private IReadOnlyList<string> Fields()
    {
        IReadOnlyList<string> asked = [.. (order.Fields ?? []).Distinct()];
        if (asked.Count == 0 && !service.IsWhole)
        {
            problems.Add(new("fields", "agreement.fields-missing", T.AgreementFieldsMissing));
        }
        foreach (var name in asked)
        {
            if (service.FindField(name) is not { } field)
            {
                problems.Add(new("fields", "agreement.field-unknown", T.AgreementFieldUnknown(name)));
            }
            else if (!field.MayBeAskedBy(consumer))
            {
                problems.Add(new("fields", "agreement.field-hidden", T.AgreementFieldHidden(field.Title)));
            }
        }
        return asked;
    }

    private string? Condition()
    {
        if (order.Condition?.Trim().TrimStart('?') is not { Length: > 0 } text)
        {
            return null;
        }
        problems.AddRange(service.Contract is { } contract ? RowCondition.Problems(text, contract)
            : [new Problem("condition", "agreement.no-rows", T.AgreementNoRows)]);
        return text;
    }

    private int? Calls(int? calls, string field)
    {
        if (calls is < 1 or > MostCalls)
        {
            problems.Add(new(field, "agreement.calls-invalid", T.AgreementCallsInvalid(MostCalls)));
        }
        return calls;
    }

    private CallHours? Hours()
    {
        if (string.IsNullOrWhiteSpace(order.HoursFrom) && string.IsNullOrWhiteSpace(order.HoursTo))
        {
            return null;
        }
        if (Time(order.HoursFrom, out var from) && Time(order.HoursTo, out var to) && from != to)
        {
            return new(from, to);
        }
        problems.Add(new("hoursFrom", "agreement.hours-invalid", T.AgreementHoursInvalid));
        return null;
    }

    private static bool Time(string? text, out TimeOnly time) => TimeOnly.TryParseExact(
        text?.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
