using Phusa.Kernel.Identifiers;

namespace Phusa.Tests.Unit.Kernel.Identifiers;

public sealed class CitizenIdTests
{
    [Fact]
    public void A_number_tells_province_sex_and_year_of_birth()
    {
        var id = CitizenId.Read(" 087084000999 ").Value;

        Assert.Equal("087084000999", id.ToString());
        Assert.Equal("087", id.Province);
        Assert.Equal("Đồng Tháp", id.ProvinceName);
        Assert.Equal(Sex.Male, id.Sex);
        Assert.Equal(1984, id.BirthYear);
        Assert.Null(id.Warning);
    }

    [Theory]
    [InlineData("001184000999", Sex.Female, 1984)]
    [InlineData("001205000999", Sex.Male, 2005)]
    [InlineData("001305000999", Sex.Female, 2005)]
    [InlineData("001910000999", Sex.Female, 2310)]
    public void Sex_and_century_share_a_digit(string text, Sex sex, int year)
    {
        var id = CitizenId.Read(text).Value;

        Assert.Equal((sex, year), (id.Sex, id.BirthYear));
    }

    [Fact]
    public void All_63_old_provinces_are_known()
    {
        Assert.Equal(63, RegistrationProvince.Names.Count);
        Assert.Equal("Thừa Thiên Huế", CitizenId.Read("046084000999").Value.ProvinceName);
        Assert.Equal("Cà Mau", CitizenId.Read("096084000999").Value.ProvinceName);
    }

    [Fact]
    public void An_unknown_province_warns_and_is_not_refused()
    {
        var read = CitizenId.Read("003084000999");

        Assert.True(read.IsDone);
        Assert.Equal("citizen-id.unknown-province", read.Value.Warning?.Code);
        Assert.Contains("003", read.Value.Warning!.Message.Vi, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "identifier.empty", "chưa có giá trị")]
    [InlineData("", "identifier.empty", "chưa có giá trị")]
    [InlineData("87084000999", "identifier.zeros-lost", "có 11 chữ số, cần đúng 12; các số 0 ở đầu")]
    [InlineData("0870840009991", "identifier.length", "có 13 chữ số, cần đúng 12")]
    [InlineData("0870840O0999", "identifier.character", "“O” ở vị trí 8")]
    [InlineData("087084 00999", "identifier.character", "“ ” ở vị trí 7")]
    [InlineData("٠٨٧084000999", "identifier.character", "vị trí 1")]
    public void What_is_wrong_is_said_precisely(string? text, string code, string says)
    {
        var problem = Assert.Single(CitizenId.Read(text).Problems);

        Assert.Equal(code, problem.Code);
        Assert.Contains(says, problem.Message.Vi, StringComparison.Ordinal);
        Assert.False(CitizenId.TryParse(text, out _));
    }
}
