using System.Text;
using Phusa.Kernel.Vietnamese;

namespace Phusa.Tests.Unit.Kernel.Vietnamese;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("Nguyễn", "nguyen")]
    [InlineData("Thừa Thiên Huế", "thua thien hue")]
    [InlineData("Sở ĐẦU TƯ", "so dau tu")]
    [InlineData("đắk lắk", "dak lak")]
    [InlineData("ASCII only 1", "ascii only 1")]
    public void Folding_drops_case_and_accents(string text, string folded)
    {
        Assert.Equal(folded, Folding.Fold(text));
        Assert.Equal(folded, Folding.Fold(text.Normalize(NormalizationForm.FormD)));
    }

    [Theory]
    [InlineData("hoà", "hòa")]
    [InlineData("Khánh Hoà", "Khánh Hòa")]
    [InlineData("KHOẺ MẠNH", "KHỎE MẠNH")]
    [InlineData("thuỷ lợi", "thủy lợi")]
    [InlineData("Uỷ ban", "Ủy ban")]
    [InlineData("quý", "quý")]
    [InlineData("Quỹ", "Quỹ")]
    [InlineData("hoàn ngoài huỳnh loét", "hoàn ngoài huỳnh loét")]
    [InlineData("hòa thủy", "hòa thủy")]
    [InlineData("xoá, hoạ.", "xóa, họa.")]
    public void Both_tone_placements_become_one(string text, string one) => Assert.Equal(one, Folding.Tones(text));

    [Fact]
    public void Folding_and_tones_survive_any_text_and_change_nothing_twice()
    {
        foreach (var text in Texts.Any(3000))
        {
            var folded = Folding.Fold(text);
            var tones = Folding.Tones(text);
            Assert.Equal(folded, Folding.Fold(folded));
            Assert.Equal(tones, Folding.Tones(tones));
            Assert.Equal(folded, Folding.Fold(tones));
            Assert.True(folded.IsNormalized());
            Assert.DoesNotContain('đ', folded);
        }
    }
}
