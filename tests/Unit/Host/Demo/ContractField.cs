using System.Globalization;
using System.Text.RegularExpressions;

namespace Phusa.Tests.Unit.Host.Demo;

/// <summary>What a contract asks of a field, read from its lines alone, so that no reader stands between.</summary>
internal sealed partial class ContractField(string name, string text)
{
    public string Name => name;

    public bool IsKey => text.Contains("primaryKey: true", StringComparison.Ordinal);

    public bool IsUnique => Unique().IsMatch(text);

    public bool IsRequired => Required().IsMatch(text);

    public static ContractField[] Read(string path)
    {
        var text = File.ReadAllText(path);
        var properties = text[text.IndexOf("\n    properties:", StringComparison.Ordinal)..];
        var end = properties.IndexOf("\n    quality:", StringComparison.Ordinal);
        return [.. FieldBlock().Matches(end < 0 ? properties : properties[..end])
            .Select(match => new ContractField(match.Groups[1].Value, match.Value))];
    }

    public void Admits(string value)
    {
        if (Minimum().Match(text) is { Success: true } least)
        {
            Assert.True(Number(value) >= Number(least.Groups[1].Value), $"{Name} {value}");
        }

        if (Maximum().Match(text) is { Success: true } most)
        {
            Assert.True(Number(value) <= Number(most.Groups[1].Value), $"{Name} {value}");
        }

        if (Pattern().Match(text) is { Success: true } pattern)
        {
            Assert.Matches(pattern.Groups[1].Value.Replace(@"\\", @"\", StringComparison.Ordinal), value);
        }

        if (MaxLength().Match(text) is { Success: true } length)
        {
            Assert.True(value.Length <= Number(length.Groups[1].Value), $"{Name} {value}");
        }

        if (Accepted().Match(text) is { Success: true } accepted)
        {
            Assert.Contains(value, accepted.Groups[1].Value.Split(", "));
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^      - name: (\S+)\n(?:       .*\n)+", RegexOptions.Multiline)]
    private static partial Regex FieldBlock();

    [GeneratedRegex(@"^        required: true", RegexOptions.Multiline)]
    private static partial Regex Required();

    [GeneratedRegex(@"^        unique: true", RegexOptions.Multiline)]
    private static partial Regex Unique();

    [GeneratedRegex("minimum: ([0-9.-]+)")]
    private static partial Regex Minimum();

    [GeneratedRegex("maximum: ([0-9.-]+)")]
    private static partial Regex Maximum();

    [GeneratedRegex("maxLength: ([0-9]+)")]
    private static partial Regex MaxLength();

    [GeneratedRegex("pattern: \"(.+?)\"")]
    private static partial Regex Pattern();

    [GeneratedRegex(@"validValues: \[(.+?)\]")]
    private static partial Regex Accepted();
}
