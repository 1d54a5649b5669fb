using System.Text.Json;

namespace Phusa.Host.Demo.Recipes;

/// <summary>A recipe as its file says it, before its fields are understood.</summary>
internal sealed record Recipe(
    string File, string Dataset, long Rows, long Seed, JsonElement Fields, JsonElement? Faults)
{
    public const string Ending = ".generate.json";

    public static Recipe Read(string path)
    {
        var file = Path.GetFileName(path);
        var root = Parse(path, file);
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name is not ("rows" or "seed" or "fields" or "faults"))
            {
                throw new InvalidDataException($"{file}: unknown property '{property.Name}'.");
            }
        }

        if (!root.TryGetProperty("fields", out var fields) || fields.ValueKind != JsonValueKind.Object
            || !fields.EnumerateObject().Any())
        {
            throw new InvalidDataException($"{file}: 'fields' must be an object of fields.");
        }

        var dataset = file.EndsWith(Ending, StringComparison.Ordinal) ? file[..^Ending.Length] : file;
        return new Recipe(file, dataset, Whole(root, "rows", file), Whole(root, "seed", file), fields,
            root.TryGetProperty("faults", out var faults) ? faults : null);
    }

    private static JsonElement Parse(string path, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new InvalidDataException($"{file}: must be an object.");
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException($"{file}: not JSON: {wrong.Message}", wrong);
        }
    }

    private static long Whole(JsonElement root, string name, string file)
    {
        return root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var number) && number >= 0
            ? number
            : throw new InvalidDataException($"{file}: '{name}' must be a whole number.");
    }
}
