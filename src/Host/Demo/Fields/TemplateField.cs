using Phusa.Host.Demo.Recipes;

namespace Phusa.Host.Demo.Fields;

/// <summary>
/// A text with places for other fields: <c>{field}</c>, a column of the row that a field points to
/// (<c>{field.column}</c>), or one of the words for a field's value (<c>{#field}</c>).
/// </summary>
internal sealed class TemplateField : Field
{
    private delegate void Part(long row, ref Dice dice, CsvBuffer to);

    private readonly List<Part> parts = [];

    public TemplateField(FieldFrame frame, Arguments arguments, PlanBuilder plan) : base(frame)
    {
        var template = arguments.Text("template");
        var words = arguments.Inner("words");
        for (var at = 0; at < template.Length;)
        {
            var open = template.IndexOf('{', at);
            if (open != at)
            {
                var literal = new Texts([template[at..(open < 0 ? template.Length : open)]]);
                parts.Add((long _, ref Dice _, CsvBuffer to) => to.Text(literal[0]));
                at = open < 0 ? template.Length : open;
                continue;
            }

            var close = template.IndexOf('}', open);
            if (close < 0)
            {
                throw arguments.Refuse("a '{' of its template is never closed");
            }

            parts.Add(Place(template[(open + 1)..close], arguments, words, plan));
            at = close + 1;
        }

        words?.RefuseUnread();
    }

    public override void WriteValue(long row, CsvBuffer to)
    {
        var dice = Roll(row);
        foreach (var part in parts)
        {
            part(row, ref dice, to);
        }
    }

    private static Part Place(string place, Arguments arguments, Arguments? words, PlanBuilder plan)
    {
        if (place.StartsWith('#'))
        {
            return Word(plan.Field<Field>(place[1..], arguments, "a field"), arguments, words);
        }

        if (place.Split('.') is [var name, var column])
        {
            var pointer = plan.Field<PointingField>(name, arguments, "a field that points to a dataset");
            var index = pointer.Table.Column(column, arguments);
            return (long row, ref Dice _, CsvBuffer to) => pointer.Table.Write(pointer.Target(row), index, to);
        }

        var field = plan.Field<Field>(place, arguments, "a field");
        return (long row, ref Dice _, CsvBuffer to) => field.Write(row, to);
    }

    private static Part Word(Field field, Arguments arguments, Arguments? words)
    {
        var given = words ?? throw arguments.Refuse("'words' is missing");
        var values = new Texts(given.Names);
        Texts[] lists = [.. given.Names.Select(name => new Texts(given.Texts(name)))];
        return (long row, ref Dice dice, CsvBuffer to) =>
        {
            var at = values.Find(field, row, to);
            if (at < 0)
            {
                throw arguments.Refuse($"'words' has none for a value of '{field.Name}'");
            }

            to.Text(lists[at][dice.Below(lists[at].Count)]);
        };
    }
}
