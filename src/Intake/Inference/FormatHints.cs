using Phusa.Kernel.Identifiers;

namespace Phusa.Intake.Inference;

/// <summary>
/// Formats that a column may be proposed to have. One that few texts fit speaks for itself; one that any five digits
/// fit needs a heading that says the same.
/// </summary>
internal static class FormatHints
{
    private static readonly string[] Telling =
        ["citizen-id", "tax-code", "procedure-code", "email", "url", "phone-vn"];

    private static readonly (string Format, string[] Words)[] Told =
    [
        ("province-code", ["ma tinh", "province code"]), ("commune-code", ["ma xa", "ma phuong", "commune code", "commune"]),
        // Ten digits may be many things besides.
        ("health-card", ["bhyt", "bao hiem y te", "health insurance", "health card"]),
        ("social-insurance", ["bhxh", "bao hiem xa hoi", "social insurance"]), ("agency-code", ["ma co quan", "ma don vi", "agency code"]),
        ("plate-vn", ["bien so", "plate"]), ("period", ["ky bao cao", "ky", "period"]),
        // 1.001,5 is a number to a Vietnamese reader, and fits a position as well.
        ("geo-point", ["toa do", "vi tri", "location", "position", "coordinates"]),
        ("person-name", ["ho ten", "ho va ten", "full name", "person name"]),
    ];

    public static IEnumerable<NamedFormat> Candidates(string header)
    {
        var words = $" {Naming.Folded(header)} ";
        return Told.Where(one => one.Words.Any(word => words.Contains($" {word} ", StringComparison.Ordinal)))
            .Select(one => one.Format).Concat(Telling).Select(NamedFormat.Find).OfType<NamedFormat>();
    }
}
