using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;

namespace Phusa.Intake.Inference;

/// <summary>
/// Whether a column tells of persons, from its format and the words of its heading. Sensitive are the kinds that
/// Decree 13/2023/NĐ-CP, article 2, names; a person decides in the end, so the reason is written beside it.
/// </summary>
internal static class PersonalHints
{
    private static readonly (string[] Words, PersonalData Class, IdentifierKind Identifier, Mask Mask)[] Headings =
    [
        (["benh", "chan doan", "suc khoe", "ton giao", "dan toc", "tien an", "van tay", "nhom mau", "tai khoan ngan hang",
            "diagnosis", "religion", "ethnicity", "blood"], PersonalData.Sensitive, IdentifierKind.Quasi, Mask.Hide),
        (["ho ten", "ho va ten", "nguoi nop", "nguoi dai dien", "chu ho", "full name", "person name"],
            PersonalData.Basic, IdentifierKind.Direct, Mask.Initials),
        (["cccd", "cmnd", "dinh danh ca nhan", "can cuoc", "citizen id", "so dien thoai", "dien thoai", "phone", "email"],
            PersonalData.Basic, IdentifierKind.Direct, Mask.Last4),
        (["ngay sinh", "nam sinh", "birth date", "date of birth"], PersonalData.Basic, IdentifierKind.Quasi, Mask.Year),
        (["gioi tinh", "dia chi thuong tru", "noi o", "que quan", "sex", "gender"],
            PersonalData.Basic, IdentifierKind.Quasi, Mask.Hide),
    ];

    private static readonly string[] Formats = ["citizen-id", "phone-vn", "email", "social-insurance", "health-card", "person-name"];

    public static Field Marked(Field field, string header, Text? format)
    {
        if (field.Format is { } name && Formats.Contains(name))
        {
            return With(field, PersonalData.Basic, IdentifierKind.Direct,
                name == "person-name" ? Mask.Initials : Mask.Last4, T.InferByFormat(format ?? Text.Same(name)));
        }
        var words = $" {Naming.Folded(header)} ";
        var found = Headings.FirstOrDefault(heading =>
            heading.Words.Any(word => words.Contains($" {word} ", StringComparison.Ordinal)));
        return found.Words is null ? field
            : With(field, found.Class, found.Identifier, found.Mask, T.InferByHeading(header.Trim()));
    }

    private static Field With(Field field, PersonalData personal, IdentifierKind identifier, Mask mask, Text reason) => field with
    {
        PersonalData = personal, Identifier = identifier, Mask = Fitting(field, mask), Description = reason.Vi,
    };

    /// <summary>Only a date has a year to leave in sight, and only a text an end or initials.</summary>
    private static Mask Fitting(Field field, Mask mask) => mask switch
    {
        Mask.Year when field.Type is not (FieldType.Date or FieldType.Timestamp) => Mask.Hide,
        Mask.Last4 or Mask.Initials when field.Type != FieldType.Text => Mask.Hide,
        _ => mask,
    };
}
