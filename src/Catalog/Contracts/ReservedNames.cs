using System.Text.RegularExpressions;

namespace Phusa.Catalog.Contracts;

/// <summary>
/// Names that no field may have, because the platform's own columns stand beside the fields while rows are read and
/// stored: where a row comes from, and the columns of the source before they have names.
/// </summary>
public static partial class ReservedNames
{
    public static bool Has(string name) => Own().IsMatch(name);

    [GeneratedRegex("^(_.*|c[0-9]+|row|filename|file_row_number)$", RegexOptions.IgnoreCase)]
    private static partial Regex Own();
}
