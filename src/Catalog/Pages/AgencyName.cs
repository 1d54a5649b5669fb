using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;

namespace Phusa.Catalog;

/// <summary>An agency's name in the reader's language; its code where it is not in the records.</summary>
internal static class AgencyName
{
    public static string Of(AgencyTree agencies, string code) =>
        agencies.Find(code) is { } agency ? Text.Pair(agency.NameVi, agency.NameEn).ToString() : code;
}
