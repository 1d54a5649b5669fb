using System.Globalization;
using Phusa.Kernel.Outcomes;
using Phusa.Warehouse.Contracts;

namespace Phusa.Warehouse.Queries;

/// <summary>Small parts that an address and a body word alike; what is wrong is noted and left out.</summary>
internal sealed class ReadingParts
{
    public List<Problem> Problems { get; } = [];

    public static IReadOnlyList<string> List(string text) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static Sort Sort(string text) => text.StartsWith('-') ? new(text[1..], Descending: true) : new(text);

    public Aggregate? Aggregate(string text)
    {
        var (word, field) = Split(text);
        if (OperatorNames.Function(word) is { } function)
        {
            return new(function, field);
        }
        Problems.Add(new("agg", "query.unknown-function", T.QueryUnknownFunction(word, OperatorNames.KnownFunctions)));
        return null;
    }

    public TimeBucket? Bucket(string text)
    {
        var dot = text.LastIndexOf('.');
        if (dot > 0 && OperatorNames.Unit(text[(dot + 1)..]) is { } unit)
        {
            return new(text[..dot], unit);
        }
        Problems.Add(new("bucket", "query.wrong-bucket", T.QueryWrongBucket(text, OperatorNames.KnownUnits)));
        return null;
    }

    public BoundingBox? Box(IReadOnlyList<string> parts)
    {
        var numbers = parts.Select(part =>
            double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) ? number : (double?)null).ToList();
        if (numbers is [{ } west, { } south, { } east, { } north])
        {
            return new(west, south, east, north);
        }
        Problems.Add(new("bbox", "query.wrong-box", T.QueryWrongBox));
        return null;
    }

    public int? Number(string part, string text, int least, int most)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }
        Problems.Add(new(part, "query.wrong-number", T.QueryWrongNumber(text, least, most)));
        return null;
    }

    public bool Flag(string part, string text)
    {
        if (text is not ("true" or "false"))
        {
            Problems.Add(new(part, "query.wrong-flag", T.QueryWrongFlag(text)));
        }
        return text == "true";
    }

    /// <summary>A page goes on in the version that it began in, whatever is served by now.</summary>
    public Query After(Query query, string text)
    {
        if (Cursor.Read(text) is { } cursor)
        {
            return query with { After = text, AsOf = query.AsOf ?? cursor.Version };
        }
        Problems.Add(new("after", "query.wrong-cursor", T.QueryWrongCursor));
        return query;
    }

    /// <summary>At the first point: <c>sum.budget</c>.</summary>
    private static (string Word, string? Field) Split(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? (text, null) : (text[..dot], text[(dot + 1)..]);
    }
}
