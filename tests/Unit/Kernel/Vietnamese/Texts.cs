using System.Text;

namespace Phusa.Tests.Unit.Kernel.Vietnamese;

/// <summary>Texts for property tests: Vietnamese letters, pieces of them, and what else a file may hold.</summary>
internal static class Texts
{
    public const string Letters =
        "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđbcdghklmnpqrstvx";

    /// <summary>Real sentences, for detection.</summary>
    public const string Paragraph =
        "Cộng hòa xã hội chủ nghĩa Việt Nam. Độc lập - Tự do - Hạnh phúc.\r\n"
        + "Ủy ban nhân dân tỉnh Thừa Thiên Huế báo cáo tình hình chuyển đổi số năm 2025;\r\n"
        + "Nguyễn Thị Đào, Trần Quốc Huỳnh, Đặng Ngọc Quỳnh, phường Khuê Mỹ, xã Nghĩa Thuận;\r\n"
        + "kinh phí thực hiện, đơn vị chủ trì, thời gian hoàn thành, sản phẩm, người được giao nhiệm vụ\r\n";

    private static readonly string[] Odd =
    [
        " ", ".", "\n", "0", "\u0301", "\u0323", "\u0302", "\u031B", "\uD83D\uDE00", "\uD83D", "\uDE00",
        "İ", "ß", "각", "ﬁ", "Å", "\u00A0", "中",
    ];

    public static IEnumerable<string> Any(int count)
    {
        var random = new Random(20260131);
        for (var round = 0; round < count; round++)
        {
            var text = new StringBuilder();
            for (var length = random.Next(24); length > 0; length--)
            {
                var letter = Letters[random.Next(Letters.Length)].ToString();
                text.Append(random.Next(4) switch
                {
                    0 => Odd[random.Next(Odd.Length)],
                    1 => letter.ToUpperInvariant(),
                    _ => letter,
                });
            }
            yield return text.ToString();
        }
    }
}
