using Phusa.Kernel.Identifiers;

namespace Phusa.Tests.Unit.Kernel.Identifiers;

public sealed class PlainCodeTests
{
    [Theory]
    [InlineData("0912345678", "0912345678")]
    [InlineData("+84 912 345 678", "0912345678")]
    [InlineData("+84 (0) 912.345.678", "0912345678")]
    [InlineData("84912345678", "0912345678")]
    [InlineData("0084-912-345-678", "0912345678")]
    [InlineData("(0269) 3824 404", "02693824404")]
    [InlineData("024 3825 3333", "02438253333")]
    [InlineData("080.43162", "08043162")]
    public void A_telephone_number_is_kept_as_dialled_at_home(string text, string number) =>
        Assert.Equal(number, PhoneNumber.Read(text).Value.ToString());

    [Theory]
    [InlineData("912345678", "identifier.zeros-lost")]
    [InlineData("0112345678", "identifier.shape")]
    [InlineData("091234567", "identifier.shape")]
    [InlineData("02013824404", "identifier.shape")]
    [InlineData("0912345678 (Lan)", "identifier.character")]
    [InlineData(" - ", "identifier.empty")]
    public void Other_telephone_numbers_are_refused(string text, string code) =>
        Assert.Equal(code, Assert.Single(PhoneNumber.Read(text).Problems).Code);

    [Theory]
    [InlineData("81A-123.45", "81A-123.45")]
    [InlineData("81a12345", "81A-123.45")]
    [InlineData("81A-1234", "81A-1234")]
    [InlineData("81-B1 123.45", "81B1-123.45")]
    [InlineData("81B1-2345", "81B1-2345")]
    [InlineData("81LD-1234", "81LD-1234")]
    [InlineData("81MĐ1-234.56", null)]
    [InlineData("80-011-NG-01", "80-011-NG-01")]
    [InlineData("TM 12-34", "TM-12-34")]
    [InlineData("10A-123.45", null)]
    [InlineData("81A-123", null)]
    [InlineData("81AB-123.45", "81AB-123.45")]
    [InlineData("81R-123.45", "81R-123.45")]
    [InlineData("81O-123.45", null)]
    [InlineData("81AI-123.45", null)]
    public void A_plate_is_kept_one_way(string text, string? plate) =>
        Assert.Equal(plate ?? "", VehiclePlate.Read(text) is { IsDone: true } read ? read.Value.ToString() : "");

    [Fact]
    public void A_health_card_tells_group_benefit_and_insurance_number()
    {
        var card = HealthCard.Read("HT2643123456789").Value;

        Assert.Equal(("HT", 2, "3123456789"), (card.Group, card.BenefitLevel, card.SocialInsuranceNumber.ToString()));
    }

    [Fact]
    public void A_newer_health_card_has_the_insurance_number_alone()
    {
        var card = HealthCard.Read("3123456789").Value;

        Assert.Equal(("", 0, "3123456789"), (card.Group, card.BenefitLevel, card.SocialInsuranceNumber.ToString()));
    }

    [Theory]
    [InlineData("312345678O", "vị trí 10")]
    [InlineData("H12643123456789", "vị trí 2")]
    [InlineData("HT6643123456789", "vị trí 3")]
    [InlineData("HT264312345678A", "vị trí 15")]
    [InlineData("HT264312345678", "14 ký tự")]
    public void A_wrong_health_card_is_refused_where_it_is_wrong(string text, string says) =>
        Assert.Contains(says, Assert.Single(HealthCard.Read(text).Problems).Message.Vi, StringComparison.Ordinal);

    [Fact]
    public void Codes_of_units_keep_their_zeros()
    {
        Assert.Equal("01", ProvinceCode.Read("01").Value.ToString());
        Assert.Equal("00004", CommuneCode.Read("00004").Value.ToString());
        Assert.Equal("identifier.zeros-lost", Assert.Single(CommuneCode.Read("4").Problems).Code);
        Assert.False(ProvinceCode.TryParse("00", out _));
        Assert.False(CommuneCode.TryParse("00000", out _));
        Assert.False(SocialInsuranceNumber.TryParse("123456789", out _));
    }
}
