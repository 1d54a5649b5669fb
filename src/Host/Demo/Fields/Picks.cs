using System.Text;
using Phusa.Host.Demo.Recipes;

namespace Phusa.Host.Demo.Fields;

/// <summary>Which of n things a row takes: any, in turn, or each once.</summary>
internal sealed class Order
{
    private readonly string kind;
    private readonly long count;
    private readonly int[] shuffled = [];

    public Order(Arguments arguments, Draws draws, long rows, long count)
    {
        this.count = count;
        kind = arguments.Text("order", "random");
        if (count < 1 || kind is not ("random" or "cycle" or "once"))
        {
            throw arguments.Refuse(count < 1 ? "has nothing to choose from" : $"unknown order '{kind}'");
        }

        if (kind == "once")
        {
            if (rows > count)
            {
                throw arguments.Refuse($"cannot take {count} values once each in {rows} rows");
            }

            shuffled = [.. Enumerable.Range(0, (int)count)];
            Shuffle(draws.Row(-1));
        }
    }

    public long Pick(long row, Dice dice)
    {
        return kind switch { "cycle" => row % count, "once" => shuffled[row], _ => dice.Below(count) };
    }

    private void Shuffle(Dice dice)
    {
        for (var i = shuffled.Length - 1; i > 0; i--)
        {
            var other = dice.Below(i + 1);
            (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
        }
    }
}

/// <summary>Picks a place in a list by weight.</summary>
internal sealed class Weights
{
    private readonly double[] reached;

    public Weights(IEnumerable<double> weights, Arguments arguments)
    {
        var sum = 0.0;
        var list = weights.ToArray();
        reached = [.. list.Select(weight => sum += weight)];
        if (sum <= 0 || list.Any(weight => weight < 0 || !double.IsFinite(weight)))
        {
            throw arguments.Refuse("weights must be zero or more, and one of them above zero");
        }
    }

    public int Pick(ref Dice dice)
    {
        var drawn = dice.Unit() * reached[^1];
        if (reached.Length <= 16)
        {
            var at = 0;
            while (drawn >= reached[at])
            {
                at++;
            }

            return at;
        }

        var found = Array.BinarySearch(reached, drawn);
        return found < 0 ? ~found : Array.FindIndex(reached, found, value => value > drawn);
    }
}

/// <summary>Texts as the bytes they are written with, found again by those bytes.</summary>
internal sealed class Texts(IEnumerable<string> texts)
{
    private readonly byte[][] texts = [.. texts.Select(text => Encoding.UTF8.GetBytes(text.Normalize()))];

    public int Count => texts.Length;

    public ReadOnlySpan<byte> this[long index] => texts[index];

    public int Find(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            if (text.SequenceEqual(texts[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The place of what a field holds in this row; nothing else is left in the buffer.</summary>
    public int Find(Field field, long row, CsvBuffer scratch)
    {
        var start = scratch.Length;
        field.Write(row, scratch);
        var found = Find(scratch.From(start));
        scratch.Cut(start);
        return found;
    }
}
