using System.Text.Json;
using Phusa.Host.Demo.Fields;
using Phusa.Host.Demo.Recipes;

namespace Phusa.Host.Demo.Tables;

/// <summary>Names of generated people and of the places where they live; lists by sex have men's first.</summary>
internal sealed class Names
{
    private Names(Arguments file)
    {
        (Surnames, SurnameWeights) = file.Weights("surnames");
        var (middle, given) = (Needed(file, "middle"), Needed(file, "given"));
        string[] sexes = [.. given.Names];
        Sexes = new Texts(sexes);
        Middle = [.. sexes.Select(sex => new Texts(middle.Texts(sex)))];
        Given = [.. sexes.Select(sex => new Texts(given.Texts(sex)))];
        Streets = new Texts(file.Texts("streets"));
        Hamlets = new Texts(file.Texts("hamlets"));
        StreetsIn = new Texts(file.Texts("streetsIn"));
        file.RefuseUnread();
    }

    public Texts Surnames { get; }

    public Weights SurnameWeights { get; }

    public Texts Sexes { get; }

    public IReadOnlyList<Texts> Middle { get; }

    public IReadOnlyList<Texts> Given { get; }

    public Texts Streets { get; }

    public Texts Hamlets { get; }

    /// <summary>Kinds of commune whose addresses have a street.</summary>
    public Texts StreetsIn { get; }

    public static Names Read(string path, Arguments asker)
    {
        if (!File.Exists(path))
        {
            throw asker.Refuse("there is no 'names.json' in the packs");
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return new Names(new Arguments(Path.GetFileName(path), "(root)", document.RootElement));
    }

    private static Arguments Needed(Arguments file, string name)
    {
        return file.Inner(name) ?? throw file.Refuse($"'{name}' is missing");
    }
}
