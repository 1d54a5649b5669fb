using Phusa.Kernel.Identifiers;

namespace Phusa.Tests.Unit.Kernel.Identifiers;

public sealed class PersonInTextTests
{
    [Theory]
    [InlineData("xác minh cho 064093000017")]
    [InlineData("064093000017.")]
    [InlineData("gọi 0912345678 khi xong")]
    [InlineData("gọi 0912 345 678")]
    [InlineData("liên hệ +84 912.345.678")]
    [InlineData("Sở: 0269 3824404")]
    public void A_citizen_or_telephone_number_is_found(string text) => Assert.True(PersonInText.Names(text));

    [Theory]
    [InlineData("Giải quyết thủ tục hành chính")]
    [InlineData("Nghị định 278/2025/NĐ-CP, Điều 16")]
    [InlineData("Hồ sơ H21.13-251122-0001")]
    [InlineData("Kế hoạch 01.02.2026-2030")]
    [InlineData("mã 1.001193.000.00.00.H21")]
    [InlineData("0640930000171")]
    [InlineData("")]
    public void Cases_laws_and_years_are_no_people(string text) => Assert.False(PersonInText.Names(text));
}
