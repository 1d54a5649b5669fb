using System.Text.RegularExpressions;
using Phusa.Kernel.Outcomes;

namespace Phusa.Kernel.Identifiers;

/// <summary>
/// A vehicle's plate: province, series, four or five digits, kept as <c>81A-123.45</c>, <c>81B1-123.45</c>,
/// <c>81A-1234</c>; diplomatic and foreign plates <c>80-011-NG-01</c>; military plates <c>TM-12-34</c>. Spaces, dots and
/// dashes do not count when a plate is read. A series is made of twenty letters, without I, J, O, Q, R, W, which are taken
/// for digits or for each other; motorcycles have two of them since Circular 24/2023/TT-BCA, a letter and a digit before.
/// R stands on trailers and Đ on electric motorcycles, as seen on the road: the text of Circular 79/2024/TT-BCA, in force
/// now, was not found.
/// </summary>
public readonly partial record struct VehiclePlate
{
    internal const string Separators = "[ .-]";
    internal const string Pattern = Civil + "|" + Foreign + "|" + Military;

    private const string Province = "(1[1-9]|[2-9][0-9])";
    private const string Letter = "[ABCDEFGHKLMNPR-VXYZ]";
    private const string Civil =
        Province + "(" + Letter + "|" + Letter + "[0-9]|" + Letter + "(" + Letter + "|Đ))([0-9]{5}|[0-9]{4})";
    private const string Foreign = Province + "([0-9]{3})(NG|NN|QT|CV)([0-9]{2})";
    private const string Military = "([A-Z]{2})([0-9]{2})([0-9]{2})";

    private readonly string? plate;

    private VehiclePlate(string plate) => this.plate = plate;

    [GeneratedRegex(Separators)]
    private static partial Regex Separator { get; }

    [GeneratedRegex("^(?:" + Civil + @")\z", RegexOptions.CultureInvariant)]
    private static partial Regex CivilForm { get; }

    /// <summary>A dash or space after the series settles what 81A12345 leaves open: A1-2345 or A-12345.</summary>
    [GeneratedRegex("[A-Z][0-9][ .-]+[0-9]{4}$", RegexOptions.CultureInvariant)]
    private static partial Regex DigitInSeries { get; }

    [GeneratedRegex("^(?:" + Foreign + @")\z", RegexOptions.CultureInvariant)]
    private static partial Regex ForeignForm { get; }

    [GeneratedRegex("^(?:" + Military + @")\z", RegexOptions.CultureInvariant)]
    private static partial Regex MilitaryForm { get; }

    public static Outcome<VehiclePlate> Read(string? text)
    {
        var upper = text?.Trim().ToUpperInvariant() ?? "";
        var compact = Separator.Replace(upper, "");
        if (compact.Length == 0)
        {
            return new Refusal(Reading.Empty(T.VehiclePlateName));
        }
        return CivilForm.IsMatch(compact) ? new VehiclePlate(WriteCivil(upper, compact))
            : ForeignForm.Match(compact) is { Success: true } foreign ? new VehiclePlate(Join(foreign))
            : MilitaryForm.Match(compact) is { Success: true } military ? new VehiclePlate(Join(military))
            : new Refusal(Reading.Shape(T.VehiclePlateName, upper, "81A-123.45, 81B1-123.45, 80-011-NG-01, TM-12-34"));
    }

    public static bool TryParse(string? text, out VehiclePlate plate)
    {
        var read = Read(text);
        plate = read.Value;
        return read.IsDone;
    }

    public override string ToString() => plate ?? "";

    private static string Join(Match match) =>
        string.Join('-', match.Groups.Values.Skip(1).Select(group => group.Value));

    private static string WriteCivil(string written, string compact)
    {
        var head = compact.Length - 5 >= 3 && !DigitInSeries.IsMatch(written) && char.IsAsciiDigit(compact[^5])
            ? compact.Length - 5
            : compact.Length - 4;
        var serial = compact[head..];
        return $"{compact[..head]}-{(serial.Length == 5 ? serial.Insert(3, ".") : serial)}";
    }
}
