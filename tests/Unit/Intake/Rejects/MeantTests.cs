using Phusa.Catalog.Contracts;
using Phusa.Intake.Reading;
using Phusa.Intake.Rejects;

namespace Phusa.Tests.Unit.Intake.Rejects;

public sealed class MeantTests
{
    [Theory]
    [InlineData("43.5 triệu", "triệu đồng", "43,5")]
    [InlineData("1,2 tỷ", "triệu đồng", "1200")]
    [InlineData("250 nghìn đồng", "đồng", "250000")]
    [InlineData("1 234 567", null, "1234567")]
    [InlineData("1.234.567,5 đồng", "đồng", "1234567,5")]
    [InlineData("12 ha", "ha", "12")]
    public void A_number_among_words_is_found_in_the_unit_of_the_field(string written, string? unit, string meant) =>
        Assert.Equal(meant, NumberMeant.Of(written, unit, NumberForm.Vietnamese));

    [Theory]
    [InlineData("ba mươi nghìn", "đồng")]
    [InlineData("12 con bò", "ha")]
    [InlineData("12-15", "ha")]
    [InlineData("", null)]
    public void What_is_no_number_or_of_another_thing_gets_no_guess(string written, string? unit) =>
        Assert.Null(NumberMeant.Of(written, unit, NumberForm.Plain));

    [Theory]
    [InlineData("ngày 5 tháng 3 năm 2024", "05/03/2024")]
    [InlineData("2024.3.5", "05/03/2024")]
    [InlineData("5 / 3 / 2024", "05/03/2024")]
    [InlineData("12/25/2024", "25/12/2024")]
    [InlineData("20240305", "05/03/2024")]
    public void A_day_written_in_another_way_is_found(string written, string meant) =>
        Assert.Equal(meant, DateMeant.Of(written, new Field { Name = "day", Type = FieldType.Date }));

    [Theory]
    [InlineData("không nhớ")]
    [InlineData("31/02/2024")]
    public void What_is_no_day_gets_no_guess(string written) =>
        Assert.Null(DateMeant.Of(written, new Field { Name = "day", Type = FieldType.Date }));

    [Theory]
    [InlineData("So Y te", "H21.15")]
    [InlineData("Sở Y tê", "H21.15")]
    [InlineData("H21.1O", "H21.10")]
    [InlineData("SYT", "H21.15")]
    [InlineData("sở tp", "H21.10")]
    public void The_nearest_code_is_found_by_code_or_label(string written, string code) =>
        Assert.Equal(code, Suggest.Nearest(written, Codes)?.Value);

    [Theory]
    [InlineData("Sở Giao thông vận tải")]
    [InlineData("H21.1")]
    [InlineData("???")]
    public void Two_that_are_as_near_or_none_that_is_near_give_no_guess(string written) =>
        Assert.Null(Suggest.Nearest(written, Codes));

    [Fact]
    public void A_name_that_two_codes_go_by_gives_no_guess() =>
        Assert.Null(Suggest.Nearest("Chi cục Thuỷ lợi", [new("H21.07", "Sở A", "Chi cục Thuỷ lợi"), new("H21.08", "Sở B", "Chi cục Thủy lợi")]));

    private static KnownCode[] Codes =>
        [new("H21.10", "Sở Tư pháp", "Sở TP"), new("H21.15", "Sở Y tế", "SYT"), new("H21.16", "Sở Nội vụ"), new("H21.17")];
}

