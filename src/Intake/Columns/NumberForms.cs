using System.Text.RegularExpressions;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Reading;

namespace Phusa.Intake.Columns;

/// <summary>Guesses from a sample how a column's numbers are written; staging proves the guess over the whole file.</summary>
internal static partial class NumberForms
{
    public static NumberForm Of(Field field, IEnumerable<string> sample)
    {
        var values = sample.Select(value => value.Trim()).Where(value => value.Length > 0).ToList();
        var plain = values.Count(Plain().IsMatch);
        var vietnamese = values.Count(Vietnamese().IsMatch);
        var english = values.Count(English().IsMatch);
        if (field.Type == FieldType.Integer && values.Count > 0 && plain == values.Count && values.Any(Grouped().IsMatch))
        {
            // 1.234 is no whole number when read plainly, so the dot groups thousands.
            return NumberForm.Vietnamese;
        }
        return plain >= vietnamese && plain >= english ? NumberForm.Plain
            : vietnamese >= english ? NumberForm.Vietnamese : NumberForm.English;
    }

    [GeneratedRegex(@"^[+-]?[0-9]*\.?[0-9]+([eE][+-]?[0-9]+)?$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^[+-]?([0-9]{1,3}(\.[0-9]{3})+|[0-9]+)(,[0-9]+)?$")]
    private static partial Regex Vietnamese();

    [GeneratedRegex(@"^[+-]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?$")]
    private static partial Regex English();

    [GeneratedRegex(@"^[+-]?[0-9]{1,3}(\.[0-9]{3})+$")]
    private static partial Regex Grouped();
}
