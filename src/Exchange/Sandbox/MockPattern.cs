using System.Text;

namespace Phusa.Exchange.Sandbox;

/// <summary>
/// A text that a simple pattern matches: literals, classes, groups, alternatives, counts. Null for one that looks around or
/// back; whoever asks compares what comes with the pattern anyway. Not Fare's Xeger (2.2.1): it reads no <c>\p{L}</c>, and makes an
/// automaton first, which takes it seconds and gigabytes for an owner's <c>(a|b)*a(a|b){16}</c>.
/// </summary>
internal sealed class MockPattern
{
    private const int MostRepeats = 40;

    private const string Word = "abcdefghijklmnopqrstuvwxyz0123456789";

    private readonly string pattern;
    private readonly int longer;
    private int at;
    private uint state;

    private MockPattern(string pattern, int seed, int longer) => (this.pattern, state, this.longer) = (pattern, (uint)seed + 1, longer);

    /// <summary>Open counts grow until the text is as long as it must be.</summary>
    public static string? Of(string pattern, int seed, int least, int most)
    {
        string? found = null;
        for (var longer = 0; longer <= MostRepeats && (found is null || found.Length < least); longer++)
        {
            try
            {
                var next = new MockPattern(pattern, seed, longer).Alternatives(stopsAtBracket: false);
                if (next.Length > most)
                {
                    return found ?? next;
                }
                found = next;
            }
            catch (FormatException)
            {
                return null;
            }
        }
        return found;
    }

    private bool IsOver => at >= pattern.Length;

    private string Alternatives(bool stopsAtBracket)
    {
        var several = new List<string> { Sequence() };
        while (!IsOver && pattern[at] == '|')
        {
            at++;
            several.Add(Sequence());
        }
        if (stopsAtBracket != (!IsOver && pattern[at] == ')'))
        {
            throw new FormatException();
        }
        return several[Next(several.Count)];
    }

    private string Sequence()
    {
        var made = new StringBuilder();
        while (!IsOver && pattern[at] is not ('|' or ')'))
        {
            var start = at;
            var one = Atom();
            var end = at;
            var times = Count();
            var after = at;
            for (var time = 0; time < times; time++)
            {
                // Read again, so that each repeat may come out otherwise.
                made.Append(time == 0 ? one : Again(start, end));
            }
            at = after;
        }
        return made.ToString();
    }

    private string Again(int start, int end)
    {
        at = start;
        var one = Atom();
        return at == end ? one : throw new FormatException();
    }

    private string Atom()
    {
        var sign = pattern[at++];
        switch (sign)
        {
            case '^' or '$':
                return "";
            case '.':
                return Of(Word);
            case '[':
                return Of(Class());
            case '\\' when !IsOver:
                return Of(Escaped(pattern[at++]));
            case '(':
                return Group();
            case '*' or '+' or '?':
                throw new FormatException();
            default:
                return sign.ToString();
        }
    }

    private string Group()
    {
        if (!IsOver && pattern[at] == '?')
        {
            at = pattern.AsSpan(at).StartsWith("?:") ? at + 2 : throw new FormatException();
        }
        var inner = Alternatives(stopsAtBracket: true);
        at++;
        return inner;
    }

    private int Count()
    {
        if (IsOver)
        {
            return 1;
        }
        var (least, most) = pattern[at] switch
        {
            '?' => (0, 1),
            '*' => (0, MostRepeats),
            '+' => (1, MostRepeats),
            '{' => Braces(),
            _ => (-1, -1),
        };
        if (least < 0)
        {
            return 1;
        }
        at = pattern[at] == '{' ? pattern.IndexOf('}', at) + 1 : at + 1;
        if (!IsOver && pattern[at] == '?')
        {
            at++;
        }
        return Math.Min(Math.Max(least, Math.Min(1, most)) + longer, Math.Min(most, Math.Max(least, MostRepeats)));
    }

    private (int Least, int Most) Braces()
    {
        var end = pattern.IndexOf('}', at);
        var parts = end < 0 ? [] : pattern[(at + 1)..end].Split(',');
        return parts switch
        {
            [var one] when int.TryParse(one, out var times) => (times, times),
            [var one, ""] when int.TryParse(one, out var least) => (least, least + MostRepeats),
            [var one, var other] when int.TryParse(one, out var least) && int.TryParse(other, out var most) => (least, most),
            _ => throw new FormatException(),
        };
    }

    private string Class()
    {
        if (!IsOver && pattern[at] == '^')
        {
            throw new FormatException();
        }
        var signs = new StringBuilder();
        while (!IsOver && pattern[at] != ']')
        {
            var sign = pattern[at++];
            if (sign == '\\' && !IsOver)
            {
                signs.Append(Escaped(pattern[at++]));
            }
            else if (at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] != ']')
            {
                for (var one = sign; one <= pattern[at + 1] && signs.Length < 500; one++)
                {
                    signs.Append(one);
                }
                at += 2;
            }
            else
            {
                signs.Append(sign);
            }
        }
        at++;
        return signs.Length > 0 ? signs.ToString() : throw new FormatException();
    }

    private static string Escaped(char sign) => sign switch
    {
        'd' => "0123456789",
        'w' => Word,
        's' => " ",
        't' => "\t",
        'n' => "\n",
        'b' or 'B' or 'D' or 'W' or 'S' or 'u' or 'x' or 'p' or 'P' or 'k' or 'c' or (>= '0' and <= '9') => throw new FormatException(),
        _ => sign.ToString(),
    };

    private string Of(string signs) => signs[Next(signs.Length)].ToString();

    private int Next(int count)
    {
        state = unchecked((state * 1664525) + 1013904223);
        return (int)((state >> 8) % (uint)count);
    }
}
