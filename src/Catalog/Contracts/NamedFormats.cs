namespace Phusa.Catalog.Contracts;

/// <summary>Formats that a field may name with <c>phusa.format</c>.</summary>
public static class NamedFormats
{
    public static readonly IReadOnlyList<string> All =
    [
        "citizen-id", "tax-code", "agency-code", "procedure-code", "province-code", "commune-code", "phone-vn",
        "email", "plate-vn", "social-insurance", "health-card", "iso-date", "period", "person-name", "url",
        "geo-point", "uuid", "postal-code", "bank-account",
    ];
}
