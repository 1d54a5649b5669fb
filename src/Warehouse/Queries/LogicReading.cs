using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Warehouse.Queries;

/// <summary>
/// Reads <c>(beds.gte.10,and(name.like.xa,not.or(code.eq.A1,code.is.null)))</c>, the form that PostgREST gave such
/// conditions in addresses. A value with a comma or a parenthesis that does not close stands in quotes. The first
/// fault is told with its place; what stands behind it cannot be read.
/// </summary>
internal sealed class LogicReading
{
    private const int DeepestNesting = 32;

    /// <summary>Names of such a part, alone or within another.</summary>
    private static readonly string[] Words = ["and", "or", "not.and", "not.or"];

    private readonly string part;
    private readonly string text;
    private readonly List<Problem> problems;
    private int at;

    private LogicReading(string part, string text, List<Problem> problems) =>
        (this.part, this.text, this.problems) = (part, text, problems);

    public static bool Is(string name) => Words.Contains(name);

    /// <summary>Null when a problem was noted.</summary>
    public static Filter? Read(string part, string text, List<Problem> problems)
    {
        var reading = new LogicReading(part, text, problems);
        var filter = reading.Tree(part, 0);
        return filter is null || reading.at == text.Length ? filter : reading.Wrong(reading.at, T.ExpectedEnd);
    }

    private Filter? Tree(string word, int depth)
    {
        if (depth > DeepestNesting)
        {
            problems.Add(new(part, "query.too-deep", T.QueryTooDeep(DeepestNesting)));
            return null;
        }
        if (!Take('('))
        {
            return Wrong(at, T.ExpectedOpening);
        }
        var filters = new List<Filter>();
        do
        {
            if (Item(depth) is not { } filter)
            {
                return null;
            }
            filters.Add(filter);
        }
        while (Take(','));
        Filter all = word.EndsWith("and", StringComparison.Ordinal) ? new And([.. filters]) : new Or([.. filters]);
        return !Take(')') ? Wrong(at, T.ExpectedClosing)
            : word.StartsWith(ConditionText.Not, StringComparison.Ordinal) ? new Not(all) : all;
    }

    private Filter? Item(int depth)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }
        if (Words.FirstOrDefault(word => text.AsSpan(at).StartsWith(word + "(", StringComparison.Ordinal)) is { } nested)
        {
            at += nested.Length;
            return Tree(nested, depth + 1);
        }
        var begin = at;
        if (QuoteLeftOpen() is { } quote)
        {
            return Wrong(quote, T.ExpectedQuote);
        }
        var words = text[begin..at].TrimEnd();
        var dot = words.IndexOf('.', StringComparison.Ordinal);
        return dot < 1 ? Wrong(begin, T.ExpectedCondition) : Compared(words[..dot], words[(dot + 1)..], begin + dot + 1);
    }

    private Filter? Compared(string field, string comparison, int place)
    {
        if (comparison.StartsWith(ConditionText.Not, StringComparison.Ordinal))
        {
            return Compared(field, comparison[ConditionText.Not.Length..], place + ConditionText.Not.Length) is { } inner ? new Not(inner) : null;
        }
        return ConditionText.Of(field, comparison) switch
        {
            null => Wrong(place, T.ExpectedComparison(OperatorNames.KnownOperators)),
            { Operator: not (FilterOperator.In or FilterOperator.Between), Values: [['"', .., '"'] and var quoted] } one =>
                one with { Values = ValueList.Read(quoted) },
            var one => one,
        };
    }

    /// <summary>Goes to the comma or parenthesis that ends a condition.</summary>
    /// <returns>The place of a quote that never closes.</returns>
    private int? QuoteLeftOpen()
    {
        var levels = 0;
        int? quote = null;
        for (; at < text.Length; at++)
        {
            var letter = text[at];
            if (quote is not null)
            {
                at += letter == '\\' && at + 1 < text.Length ? 1 : 0;
                quote = letter == '"' ? null : quote;
            }
            else if (letter == '"' && text[at - 1] is '.' or '(' or ',')
            {
                quote = at;
            }
            else if (levels == 0 && letter is ',' or ')')
            {
                return null;
            }
            else
            {
                levels += letter switch { '(' => 1, ')' => -1, _ => 0 };
            }
        }
        return quote;
    }

    private bool Take(char letter)
    {
        if (at == text.Length || text[at] != letter)
        {
            return false;
        }
        at++;
        return true;
    }

    private Filter? Wrong(int place, Text expected)
    {
        problems.Add(new(part, "query.wrong-logic", T.QueryWrongLogic(part, place + 1, expected)));
        return null;
    }
}
