using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Host.Demo;

/// <summary>
/// Looks at made-up people's data, complaints about them, and orders to withhold such looks: one that waits for its
/// confirmation and one that holds. All of it happens when the folder is filled; the ledger takes no entries of other days.
/// </summary>
internal sealed class DemoOversight(
    Packs packs, Oversight oversight, PersonalReads reads, Agencies agencies, Accounts accounts, TimeProvider clock)
{
    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

    public async Task FillAsync(CancellationToken cancellation)
    {
        if (await oversight.AnyAsync(cancellation))
        {
            return;
        }
        var looks = await LookAsync(cancellation);
        foreach (var pack in packs.Oversight.Complaints)
        {
            var complaint = Done(await oversight.ComplainAsync(
                await ByAsync(pack.By, cancellation),
                new(looks[pack.Look].Seq, packs.Oversight.Looks[pack.Look].Purpose, pack.Name, pack.Contact, pack.Body), cancellation));
            if (pack is { Answer: { } answer, AnsweredBy: { } by })
            {
                Done(await oversight.AnswerAsync(await ByAsync(by, cancellation), complaint, answer, cancellation));
            }
        }
        foreach (var pack in packs.Oversight.Withholdings)
        {
            await WithholdAsync(pack, cancellation);
        }
    }

    /// <summary>As they stand in the ledger, in the order of the pack.</summary>
    private async Task<IReadOnlyList<PersonalRead>> LookAsync(CancellationToken cancellation)
    {
        var tree = await agencies.TreeAsync(cancellation);
        foreach (var pack in packs.Oversight.Looks)
        {
            var facts = new DatasetFacts(
                pack.Dataset, pack.Agency, Enum.Parse<DatasetClass>(pack.Class),
                [.. pack.Fields.Select(field => new FieldFacts(field, PersonalDataClass.Basic))]);
            var request = new AccessRequest(await ByAsync(pack.By, cancellation), facts, pack.Purpose);
            await reads.RecordAsync(request, AccessDecision.Of(request, tree), "1", 1, $"citizen_id=eq.{pack.Person}", cancellation);
        }
        return [.. (await reads.ListAsync(null, clock.GetUtcNow().AddMinutes(1), packs.Oversight.Looks.Count, cancellation)).Reverse()];
    }

    private async Task WithholdAsync(WithholdingPack pack, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(Vietnam).DateTime);
        var made = Done(await oversight.WithholdAsync(
            await ByAsync(pack.By, cancellation),
            new(pack.OrderedBy, pack.Citation, pack.Kind, pack.Object, today.AddDays(pack.From), today.AddDays(pack.To)), cancellation));
        if (pack.ConfirmedBy is { } by)
        {
            Done(await oversight.ConfirmAsync(await ByAsync(by, cancellation), made, cancellation));
        }
    }

    private static Guid Done(Outcome<Guid?> outcome) =>
        outcome.Value ?? throw new InvalidDataException($"oversight.json: {string.Join("; ", outcome.Problems)}");

    private async Task<Caller> ByAsync(string userName, CancellationToken cancellation) =>
        await accounts.FindAsync(userName, cancellation)
        ?? throw new InvalidDataException($"oversight.json: there is no account {userName}");
}
