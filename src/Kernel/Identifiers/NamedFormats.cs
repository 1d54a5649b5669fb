using System.Globalization;
using System.Text.RegularExpressions;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Periods;
using Phusa.Kernel.Texts;

namespace Phusa.Kernel.Identifiers;

/// <summary>
/// The table behind <see cref="NamedFormat"/>. Patterns keep to what RE2 and .NET read alike: no look-around, no
/// back references, ASCII classes spelt out. <see cref="FullMatch"/> anchors both ends.
/// </summary>
internal static class NamedFormats
{
    private const string Name = @"\p{L}[\p{L}\p{M}'’.-]*( \p{L}[\p{L}\p{M}'’.-]*)*";
    private const string Mailbox = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private const string Label = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private const string Email = Mailbox + @"(\." + Mailbox + ")*@("
        + Label + @"\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])";
    private const string Host = @"[\p{L}\p{M}0-9]([\p{L}\p{M}0-9.-]*[\p{L}\p{M}0-9])?";
    private const string Url = "https?://" + Host + @"(:[0-9]{1,5})?([/?#][^ \t\r\n]*)?";
    private const string Point = @"-?([0-8]?[0-9](\.[0-9]+)?|90(\.0+)?), ?"
        + @"-?((1[0-7][0-9]|[0-9]?[0-9])(\.[0-9]+)?|180(\.0+)?)";
    private const string Uuid = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}";
    private const string PostalCode = "[0-9]{5}";
    private const string Day = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

    public static readonly IReadOnlyList<NamedFormat> All =
    [
        new("citizen-id", T.CitizenIdName, Of(CitizenId.Read), Full(CitizenId.Pattern)),
        new("tax-code", T.TaxCodeName, Of(TaxCode.Read), TaxCodeSql()),
        new("agency-code", T.AgencyCodeName, Of(AgencyCode.Read),
            $"({Full($"{AgencyCode.CurrentPattern}|{AgencyCode.LegacyPattern}")}"
            + $" and length({{x}}) <= {AgencyCode.MaximumLength})"),
        new("procedure-code", T.ProcedureCodeName, Of(ProcedureCode.Read), Full(ProcedureCode.Pattern)),
        new("province-code", T.ProvinceCodeName, Of(ProvinceCode.Read), Full(ProvinceCode.Pattern)),
        new("commune-code", T.CommuneCodeName, Of(CommuneCode.Read), $"({Full("[0-9]{5}")} and {{x}} <> '{CommuneCode.None}')"),
        new("phone-vn", T.PhoneNumberName, Of(PhoneNumber.Read),
            Compact($"regexp_replace({{x}}, {FullMatch.Quoted(PhoneNumber.Separators)}, '', 'g')", PhoneNumber.Pattern)),
        new("email", T.FormatEmail, Matches(T.FormatEmail, Email, "so.khcn@gialai.gov.vn", 254), Within(Email, 254)),
        new("plate-vn", T.VehiclePlateName, Of(VehiclePlate.Read),
            Compact($"upper(regexp_replace({{x}}, {FullMatch.Quoted(VehiclePlate.Separators)}, '', 'g'))", VehiclePlate.Pattern)),
        new("social-insurance", T.SocialInsuranceNumberName, Of(SocialInsuranceNumber.Read),
            Full(SocialInsuranceNumber.Pattern)),
        new("health-card", T.HealthCardName, Of(HealthCard.Read), Full(HealthCard.Pattern)),
        new("iso-date", T.FormatDate, CheckDate,
            $"case when {Full(Day)} and left({{x}}, 4) > '0000' then try_cast({{x}} as date) is not null"
            + " when {x} is not null then false end"),
        new("period", T.PeriodName, Of(Period.ReadId), PeriodSql()),
        new("person-name", T.FormatPersonName, Matches(T.FormatPersonName, Name, "Nguyễn Thị Đào, H'Hen Niê", 100),
            Within(Name, 100)),
        new("url", T.FormatUrl, Matches(T.FormatUrl, Url, "https://gialai.gov.vn", 2048), Within(Url, 2048)),
        new("geo-point", T.FormatGeoPoint, Matches(T.FormatGeoPoint, Point, "13.9833, 108.0000", 100),
            Within(Point, 100)),
        new("uuid", T.FormatUuid, Matches(T.FormatUuid, Uuid, "0199d2c4-7b1e-7c3a-9f60-2d1b6a8e4c55", 36), Within(Uuid, 36)),
        new("postal-code", T.FormatPostalCode, Matches(T.FormatPostalCode, PostalCode, "61000", 5), Within(PostalCode, 5)),
    ];

    private static Func<string, Problem?> Of<T>(Func<string?, Outcome<T>> read) =>
        text => read(text).Problems is [var problem, ..] ? problem : null;

    private static Func<string, Problem?> Matches(Text title, string pattern, string example, int longest)
    {
        // Made when first needed: an automaton over letters takes longer to build than most contracts to read.
        var form = new Lazy<Regex>(() => new Regex(
            $@"^(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking));
        return text => text.Length > longest
            ? new Problem("", "identifier.too-long", T.IdentifierTooLong(title, longest))
            : form.Value.IsMatch(text) ? null
            : Reading.Shape(title, text, example);
    }

    private static Problem? CheckDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? null
            : Reading.Shape(T.FormatDate, text, "2026-01-31");

    private static string Full(string pattern) => FullMatch.Sql("{x}", pattern);

    private static string Within(string pattern, int longest) => $"({Full(pattern)} and length({{x}}) <= {longest})";

    /// <summary>The pattern over the text without its separators, and no blanks around it.</summary>
    private static string Compact(string compact, string pattern) =>
        $"(regexp_full_match({compact}, {FullMatch.Quoted(pattern)}) and {{x}} = trim({{x}}))";

    /// <summary>
    /// The weighted sum runs over code points, so it cannot fail on a row that is no number. No digit equals 10,
    /// hence a sum without a check digit fits nothing. Branches run from 001.
    /// </summary>
    private static string TaxCodeSql()
    {
        var sum = string.Join(" + ", TaxCode.Weights.Select((weight, at) =>
            string.Create(CultureInfo.InvariantCulture, $"{weight} * (ascii(substr({{x}}, {at + 1}, 1)) - 48)")));
        return $"({Full(TaxCode.Pattern)} and (length({{x}}) = 12 or (substr({{x}}, 3, 7) <> '0000000'"
            + $" and 10 - ({sum}) % 11 = ascii(substr({{x}}, 10, 1)) - 48"
            + " and (length({x}) = 10 or right({x}, 3) <> '000'))))";
    }

    private static string PeriodSql() =>
        $"case when {Full(Period.DayPattern)} then try_strptime({{x}}, '%Y%m%d') is not null"
        + $" when {Full(Period.LongWeekPattern)}"
        + " then weekofyear(try_cast(left({x}, 4) || '-12-28' as date)) = 53"
        + $" else {Full(Period.OtherPattern)} end";
}
