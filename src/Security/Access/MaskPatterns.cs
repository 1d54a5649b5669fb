using System.Text.RegularExpressions;

namespace Phusa.Security.Access;

internal static partial class MaskPatterns
{
    /// <summary>2025, 2025-12-31, 12/2025, 31/12/2025, each perhaps with a time after it.</summary>
    [GeneratedRegex("^(?:[0-9]{1,2}[/.-]){0,2}([0-9]{4})(?:$|[^0-9])", RegexOptions.CultureInvariant)]
    public static partial Regex Year();
}
