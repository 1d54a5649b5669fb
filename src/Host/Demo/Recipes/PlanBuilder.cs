using System.Text.Json;
using Phusa.Host.Demo.Fields;
using Phusa.Host.Demo.Tables;

namespace Phusa.Host.Demo.Recipes;

/// <summary>Understands a recipe's fields, each after those it builds on, and refuses circles.</summary>
internal sealed class PlanBuilder(Recipe recipe, PackTables tables, DateOnly today)
{
    private readonly Dictionary<string, Field?> fields = [];
    private readonly List<Field> unique = [];

    public long Rows => recipe.Rows;

    public DateOnly Today => today;

    public PackTables Tables => tables;

    public Draws Draws(string purpose) => new(recipe.Seed, recipe.Dataset, purpose);

    public Plan Build()
    {
        Field[] inOrder = [.. recipe.Fields.EnumerateObject()
            .Select(property => Field(property.Name, property.Value))];

        // Before a unique field come the unique fields it builds on: they were understood first.
        foreach (var field in unique)
        {
            field.Redraws!.Find(field, recipe.Rows, recipe.File);
        }

        var faults = new Faults(recipe, this);
        var plan = new Plan(recipe, inOrder, faults);
        faults.RefuseUnknown(inOrder.Select(field => field.Name));
        return plan;
    }

    /// <summary>Another field of the recipe, which must be of the kind that the asking one can use.</summary>
    public T Field<T>(string name, Arguments asker, string what) where T : Field
    {
        if (!recipe.Fields.TryGetProperty(name, out var given))
        {
            throw asker.Refuse($"there is no field '{name}'");
        }

        return Field(name, given) as T ?? throw asker.Refuse($"'{name}' is not {what}");
    }

    private Field Field(string name, JsonElement given)
    {
        if (fields.TryGetValue(name, out var known))
        {
            return known ?? throw Arguments.Refusal(recipe.File, name, "is made of itself, in a circle");
        }

        fields[name] = null;
        var field = Read(name, given);
        fields[name] = field;
        if (field.Redraws is not null)
        {
            unique.Add(field);
        }

        return field;
    }

    private Field Read(string name, JsonElement given)
    {
        if (given.ValueKind != JsonValueKind.Object)
        {
            throw Arguments.Refusal(recipe.File, name, "must be an object");
        }

        var arguments = new Arguments(recipe.File, name, given);
        var kind = arguments.Text("kind");
        var isUnique = given.TryGetProperty("unique", out var asked) && asked.ValueKind == JsonValueKind.True;
        var blank = new Share(Draws($"{name} blank"), arguments.Has("blank") ? arguments.Number("blank") : 0);
        var frame = new FieldFrame(name, Draws(name), blank, isUnique ? new Redraws() : null);
        return arguments.Has("by") ? ReadCases(kind, frame, arguments) : ReadForm(kind, frame, arguments);
    }

    private Field ReadForm(string kind, FieldFrame frame, Arguments arguments)
    {
        var field = FieldKinds.Read(kind, frame, arguments, this);
        arguments.RefuseUnread();
        return field;
    }

    private Field ReadCases(string kind, FieldFrame frame, Arguments arguments)
    {
        var by = Field<Field>(arguments.Text("by"), arguments, "a field");
        var cases = arguments.Inner("cases")?.Names.ToArray() ?? [];
        if (cases.Length == 0)
        {
            throw arguments.Refuse("'by' needs 'cases'");
        }

        var overlays = recipe.Fields.GetProperty(frame.Name).GetProperty("cases");
        Field[] forms = [.. cases.Select(value =>
            ReadForm(kind, frame, arguments.With(overlays.GetProperty(value))))];
        var otherwise = new Lazy<Field>(() => ReadForm(kind, frame, arguments));
        var found = new Cases(by, new Texts(cases), forms, otherwise);
        return forms[0] is NumberField ? new NumberCaseField(frame, found) : new CaseField(frame, found);
    }
}
