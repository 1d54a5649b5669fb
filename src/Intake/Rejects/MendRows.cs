using System.Globalization;
using Phusa.Intake.Contracts;

namespace Phusa.Intake.Rejects;

/// <summary>Keeps what a steward puts right: what was suggested, or what they wrote.</summary>
internal sealed class MendRows(RejectReader rejects, MendStore mends)
{
    /// <summary>More suggestions than this are not taken with one press: nobody would have looked at them.</summary>
    private const int MostAtOnce = 10_000;

    /// <param name="form"><c>row</c> and one of <c>use</c>, <c>undo</c>, <c>save</c> with values <c>c0</c>, <c>c1</c> ….</param>
    public async Task RowAsync(Load load, IFormCollection form, CancellationToken cancellation)
    {
        if (!long.TryParse(form["row"], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return;
        }
        if (form.ContainsKey("undo"))
        {
            await mends.ForgetAsync(load.Id, number, cancellation);
            return;
        }
        if (await rejects.OpenAsync(load, suggesting: true, cancellation) is not { } file
            || await Task.Run(() => file.Read(new HashSet<long> { number }).FirstOrDefault(), cancellation) is not { } reject)
        {
            return;
        }
        var cells = form.ContainsKey("use") ? Suggested(reject) : reject.Faults
            .Where(fault => fault.Column >= 0 && form.ContainsKey($"c{fault.Column}"))
            .DistinctBy(fault => fault.Column)
            .ToDictionary(fault => fault.Column, fault => form[$"c{fault.Column}"].ToString());
        if (cells.Count > 0)
        {
            await SaveAsync(load, new() { [number] = cells }, cancellation);
        }
    }

    /// <summary>Takes the suggestions for every row that they put right wholly; what was put right by hand stays.</summary>
    public async Task AllAsync(Load load, CancellationToken cancellation)
    {
        if (await rejects.OpenAsync(load, suggesting: true, cancellation) is not { } file)
        {
            return;
        }
        var known = await mends.OfAsync(load.Id, cancellation);
        var taken = await Task.Run(() => file.Read(0, long.MaxValue)
            .Where(reject => !known.ContainsKey(reject.Number) && reject.Faults.Count > 0
                && reject.Faults.All(fault => fault.Suggestion is not null))
            .Take(MostAtOnce).ToDictionary(reject => reject.Number, reject => (IReadOnlyDictionary<int, string>)Suggested(reject)), cancellation);
        await SaveAsync(load, taken, cancellation);
    }

    private static Dictionary<int, string> Suggested(Reject reject) => reject.Faults
        .Where(fault => fault is { Column: >= 0, Suggestion: not null }).DistinctBy(fault => fault.Column)
        .ToDictionary(fault => fault.Column, fault => fault.Suggestion!.Value);

    private Task SaveAsync(
        Load load, Dictionary<long, IReadOnlyDictionary<int, string>> cells, CancellationToken cancellation) =>
        mends.SaveAsync(load.Id, cells, cancellation);
}
