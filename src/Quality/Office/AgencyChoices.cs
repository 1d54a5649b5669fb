using System.Globalization;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Quality.Office;

/// <summary>Agencies to choose from, by code.</summary>
internal static class AgencyChoices
{
    /// <param name="but">One that cannot be chosen.</param>
    public static IReadOnlyList<SelectOption> Of(AgencyTree tree, DateOnly today, string? but = null) =>
        [.. tree.All.Where(agency => agency.Code != but && !(agency.ValidTo <= today))
            .OrderBy(agency => agency.Code, StringComparer.Ordinal)
            .Select(agency => new SelectOption(agency.Code, $"{agency.Code} · {Name(agency)}"))];

    public static string Name(Agency agency) => Text.Pair(agency.NameVi, agency.NameEn).ToString();

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
