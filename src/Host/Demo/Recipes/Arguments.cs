using System.Globalization;
using System.Text.Json;
using Phusa.Host.Demo.Fields;

namespace Phusa.Host.Demo.Recipes;

/// <summary>
/// A field's arguments in a recipe; a case's come before the field's own. Every refusal names file and field, and an
/// argument that nobody read is refused too, as a misspelt one must not pass in silence.
/// </summary>
internal sealed class Arguments(string file, string field, JsonElement own, JsonElement? overlay = null)
{
    private static readonly string[] modifiers = ["kind", "blank", "unique", "by", "cases"];

    private readonly HashSet<string> read = [.. modifiers];

    public IEnumerable<string> Names => own.EnumerateObject().Select(property => property.Name);

    public static InvalidDataException Refusal(string file, string field, string reason)
    {
        return new InvalidDataException($"{file}: field '{field}': {reason}.");
    }

    public InvalidDataException Refuse(string reason) => Refusal(file, field, reason);

    public bool Has(string name) => Find(name) is not null;

    public string Text(string name) => Needed(name, JsonValueKind.String, "a text").GetString()!;

    public string Text(string name, string otherwise) => Has(name) ? Text(name) : otherwise;

    public double Number(string name) => Needed(name, JsonValueKind.Number, "a number").GetDouble();

    public long Long(string name, long otherwise)
    {
        return !Has(name) ? otherwise
            : Needed(name, JsonValueKind.Number, "a number").TryGetInt64(out var value) ? value
            : throw Refuse($"'{name}' must be a whole number");
    }

    public int Whole(string name, int otherwise)
    {
        var value = Long(name, otherwise);
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Refuse($"'{name}' is too large");
    }

    public int Whole(string name)
    {
        return Has(name) ? Whole(name, 0) : throw Refuse($"'{name}' is missing");
    }

    public int Width()
    {
        return Long("width", 0) is >= 0 and <= 18 and var width
            ? Math.Max(1, (int)width)
            : throw Refuse("'width' must be between 0 and 18");
    }

    /// <summary>How many decimals are written; one number for all cases, so a case cannot give its own.</summary>
    public int Decimals(int otherwise)
    {
        if (overlay?.TryGetProperty("decimals", out _) == true)
        {
            throw Refuse("'decimals' cannot differ between cases");
        }

        return Long("decimals", otherwise) is >= 0 and <= 6 and var decimals
            ? (int)decimals
            : throw Refuse("'decimals' must be between 0 and 6");
    }

    public DateOnly Date(string name)
    {
        return DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var day)
            ? day
            : throw Refuse($"'{name}' is not an ISO date");
    }

    public DateTime Instant(string name)
    {
        string[] forms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];
        return DateTime.TryParseExact(Text(name), forms, CultureInfo.InvariantCulture, default, out var instant)
            ? instant
            : throw Refuse($"'{name}' is not an ISO date and time");
    }

    public IReadOnlyList<string> Texts(string name)
    {
        return [.. Needed(name, JsonValueKind.Array, "a list").EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Refuse($"'{name}' must list texts"))];
    }

    /// <summary>A list that is not empty and whose texts are not too long.</summary>
    public Texts Filled(string name, int longest)
    {
        var texts = Texts(name);
        return texts.Count > 0 && texts.All(text => text.Length <= longest)
            ? new Texts(texts)
            : throw Refuse($"'{name}' must list texts of at most {longest} letters");
    }

    public (Texts Values, Weights Weights) Weights(string name)
    {
        var pairs = Needed(name, JsonValueKind.Object, "an object").EnumerateObject().ToArray();
        return (new Texts(pairs.Select(pair => pair.Name)), new Weights(pairs.Select(pair =>
            pair.Value.ValueKind == JsonValueKind.Number ? pair.Value.GetDouble()
                : throw Refuse($"the weights in '{name}' must be numbers")), this));
    }

    public Arguments? Inner(string name)
    {
        return Has(name) ? new Arguments(file, field, Needed(name, JsonValueKind.Object, "an object")) : null;
    }

    public Arguments With(JsonElement overlaid) => new(file, field, own, overlaid);

    public void RefuseUnread()
    {
        var given = Names.Concat(overlay?.EnumerateObject().Select(property => property.Name) ?? []);
        if (given.FirstOrDefault(name => !read.Contains(name)) is { } unread)
        {
            throw Refuse($"unknown argument '{unread}'");
        }
    }

    private JsonElement Needed(string name, JsonValueKind kind, string what)
    {
        var found = Find(name) ?? throw Refuse($"'{name}' is missing");
        return found.ValueKind == kind ? found : throw Refuse($"'{name}' must be {what}");
    }

    private JsonElement? Find(string name)
    {
        read.Add(name);
        return overlay?.TryGetProperty(name, out var mine) == true ? mine
            : own.TryGetProperty(name, out var common) ? common
            : null;
    }
}
