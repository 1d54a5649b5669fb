using System.Text.RegularExpressions;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Events;
using Phusa.Kernel.Identifiers;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Members;

/// <summary>The data office takes an agency or a partner in, and keeps a partner's name and tax code true.</summary>
internal sealed partial class RegisterMember(MemberStore store, Agencies agencies, TimeProvider clock)
{
    private const int LongestName = 200;

    public async Task<Outcome<Member>> RunAsync(Caller by, MemberOrder order, CancellationToken cancellation)
    {
        var tree = await agencies.TreeAsync(cancellation);
        var now = clock.GetUtcNow();
        var made = order.Agency?.Trim() is { Length: > 0 } agency ? OfAgency(agency, tree, now) : OfPartner(order, tree, now);
        return made.Value is not { } member ? made
            : await store.AddAsync(member, ExchangeEvent.By(by, now, ExchangeAction.MemberRegistered, member.Id), cancellation)
                ? made
                : new Refusal(new Problem("code", "member.code-taken", T.MemberCodeTaken(member.Code)));
    }

    /// <summary>A partner's name and tax code; an agency has nothing to change here.</summary>
    public async Task<Outcome<Member>> ChangeAsync(
        Caller by, Guid id, MemberOrder order, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } member)
        {
            return MemberProblems.Missing(id);
        }
        if (member.Agency is not null)
        {
            return new Refusal(new Problem("name", "member.is-agency", T.MemberIsAgency));
        }
        var problems = new List<Problem>();
        var changed = member with { PartnerName = NameOf(order, problems), TaxCode = TaxCodeOf(order, problems) };
        if (problems.Count > 0)
        {
            return new Refusal(problems);
        }
        await store.ChangeAsync(
            changed, ExchangeEvent.By(by, clock.GetUtcNow(), ExchangeAction.MemberChanged, id), cancellation);
        return changed;
    }

    private static Outcome<Member> OfAgency(string code, AgencyTree tree, DateTimeOffset now) =>
        tree.Find(code) is { } agency && (agency.ValidTo is not { } end || end > DateOnly.FromDateTime(now.UtcDateTime))
            ? Made(MemberClass.GOV, code, code, null, null, now)
            : new Refusal(new Problem("agency", "member.agency-unknown", T.MemberAgencyUnknown(code)));

    private static Outcome<Member> OfPartner(MemberOrder order, AgencyTree tree, DateTimeOffset now)
    {
        var problems = new List<Problem>();
        var code = order.Code?.Trim() ?? "";
        if (!Code().IsMatch(code))
        {
            problems.Add(new("code", "member.code-invalid", T.MemberCodeInvalid));
        }
        else if (tree.Find(code) is not null)
        {
            // Nobody takes part under the code of an agency but the agency itself.
            problems.Add(new("code", "member.code-taken", T.MemberCodeTaken(code)));
        }
        if (!Enum.TryParse<MemberClass>(order.Class, ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
        {
            problems.Add(new("class", "member.class-invalid", T.MemberClassInvalid));
        }
        var (name, tax) = (NameOf(order, problems), TaxCodeOf(order, problems));
        return problems.Count > 0 ? new Refusal(problems) : Made(kind, code, null, name, tax, now);
    }

    private static Member Made(
        MemberClass kind, string code, string? agency, string? name, string? tax, DateTimeOffset now) =>
        new(Guid.CreateVersion7(now), kind, code, agency, name, tax, MemberState.Active, null, now);

    private static string NameOf(MemberOrder order, List<Problem> problems)
    {
        var name = order.Name?.Trim() ?? "";
        if (name.Length is 0 or > LongestName)
        {
            problems.Add(new("name", "member.name-missing", T.MemberNameMissing(LongestName)));
        }
        return name;
    }

    private static string? TaxCodeOf(MemberOrder order, List<Problem> problems)
    {
        if (string.IsNullOrWhiteSpace(order.TaxCode))
        {
            return null;
        }
        var read = TaxCode.Read(order.TaxCode);
        problems.AddRange(read.Problems.Select(problem => problem with { Field = "taxCode" }));
        return read.Value.ToString();
    }

    [GeneratedRegex(@"\A[A-Z0-9][A-Z0-9.-]{1,34}\z")]
    private static partial Regex Code();
}
