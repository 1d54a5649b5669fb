using System.Globalization;
using System.Text.RegularExpressions;

namespace Phusa.Tests.Unit.Ui;

public sealed partial class StyleTests
{
    private static readonly string Root = Up(AppContext.BaseDirectory);

    private static readonly string Tokens = File.ReadAllText(Path.Combine(Root, "src", "Ui", "Assets", "tokens.css"));

    public static TheoryData<string, string> Pairs => new()
    {
        { "ink", "paper" }, { "ink", "sand" }, { "ink", "sand-deep" }, { "mute", "paper" }, { "mute", "sand" },
        { "mute", "sand-deep" }, { "river", "paper" }, { "river", "sand" }, { "river", "river-wash" },
        { "leaf-text", "paper" }, { "leaf-text", "leaf-wash" }, { "gold", "gold-wash" }, { "gold", "paper" },
        { "brick", "brick-wash" }, { "brick", "paper" }, { "sky", "sky-wash" }, { "sky", "paper" },
        { "on-river", "river" }, { "on-brick", "brick" }, { "on-deep", "deep" }, { "on-deep", "deep-raised" },
        { "on-deep-mute", "deep" }, { "on-deep-mute", "deep-raised" }, { "ink", "gold-wash" }, { "ink", "brick-wash" },
    };

    [Fact]
    public void No_colour_stands_outside_the_tokens()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".css" or ".razor" or ".ts")
            .Where(file => !Regex.IsMatch(file, @"[\\/](bin|obj|wwwroot)[\\/]"))
            .Where(file => Path.GetFileName(file) != "tokens.css")
            .ToList();

        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(file => Colour().Matches(File.ReadAllText(file))
            .Select(match => $"{Path.GetFileName(file)}: {match.Value}")));
    }

    [Theory]
    [InlineData("a { color: #fff; }")]
    [InlineData("a { background: rgb(1 2 3); }")]
    [InlineData("a { border: 1px solid red; }")]
    [InlineData("<path fill=\"#0B5D66\">")]
    public void The_search_for_colours_finds_one(string planted) => Assert.Matches(Colour(), planted);

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Words_are_legible_in_light_and_dark(string text, string surface)
    {
        var light = Block(":root {");
        var dark = Block(":root[data-theme=\"dark\"] {");

        Assert.InRange(Contrast(light[text], light[surface]), 4.5, 21);
        Assert.InRange(Contrast(dark[text], dark[surface]), 4.5, 21);
    }

    [Fact]
    public void Dark_by_choice_and_dark_by_device_are_the_same() =>
        Assert.Equal(Block(":root[data-theme=\"dark\"] {"), Block(":root:not([data-theme]) {"));

    private static Dictionary<string, string> Block(string opening)
    {
        var start = Tokens.IndexOf(opening, StringComparison.Ordinal);
        Assert.True(start >= 0, opening);
        return Token().Matches(Tokens[start..Tokens.IndexOf('}', start)])
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
    }

    /// <summary>WCAG 2.2, contrast ratio.</summary>
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex) =>
        (0.2126 * Channel(hex, 1)) + (0.7152 * Channel(hex, 3)) + (0.0722 * Channel(hex, 5));

    private static double Channel(string hex, int at)
    {
        var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static string Up(string folder) =>
        File.Exists(Path.Combine(folder, "Phusa.slnx")) ? folder : Up(Directory.GetParent(folder)!.FullName);

    [GeneratedRegex(
        @"#[0-9a-fA-F]{3,8}\b(?=[\s;""')])(?<![&(]#\w*)|\brgba?\(|\bhsla?\("
        + @"|(?<=[:\s])(white|black|red|green|blue|gray|grey|orange|yellow)(?=\s*[;}])")]
    private static partial Regex Colour();

    [GeneratedRegex(@"--([a-z0-9-]+):\s*(#[0-9A-Fa-f]{6});")]
    private static partial Regex Token();
}
