using Phusa.Kernel.Periods;

namespace Phusa.Tests.Unit.Kernel.Periods;

public sealed class PeriodReadTests
{
    [Theory]
    [InlineData("quý II/2025", "2025Q2")]
    [InlineData("Quý 2 năm 2025", "2025Q2")]
    [InlineData("QUÝ IV - 2025", "2025Q4")]
    [InlineData("Quý I năm 2025", "2025Q1")]
    [InlineData("Q3/2025", "2025Q3")]
    [InlineData("2025-Q3", "2025Q3")]
    [InlineData("2025q3", "2025Q3")]
    [InlineData("quí III.2025", "2025Q3")]
    [InlineData("tháng 3 năm 2025", "202503")]
    [InlineData("Tháng 03/2025", "202503")]
    [InlineData("T3/2025", "202503")]
    [InlineData("T12.2025", "202512")]
    [InlineData("03/2025", "202503")]
    [InlineData("3-2025", "202503")]
    [InlineData("2025-03", "202503")]
    [InlineData("6 tháng đầu năm 2025", "2025H1")]
    [InlineData("Sáu tháng đầu năm 2025", "2025H1")]
    [InlineData("06 tháng năm 2025", "2025H1")]
    [InlineData("6T2025", "2025H1")]
    [InlineData("6 tháng cuối năm 2025", "2025H2")]
    [InlineData("9 tháng năm 2025", "2025N3")]
    [InlineData("9 tháng đầu năm 2025", "2025N3")]
    [InlineData("9T2025", "2025N3")]
    [InlineData("9T/2025", "2025N3")]
    [InlineData("3 tháng đầu năm 2025", "2025Q1")]
    [InlineData("năm 2025", "2025")]
    [InlineData("Cả năm 2025", "2025")]
    [InlineData("12 tháng năm 2025", "2025")]
    [InlineData("2025", "2025")]
    [InlineData("tuần 5 năm 2026", "2026W05")]
    [InlineData("Tuần thứ 5/2026", "2026W05")]
    [InlineData("31/01/2026", "20260131")]
    [InlineData("3/4/2026", "20260403")]
    [InlineData("ngày 31 tháng 01 năm 2026", "20260131")]
    [InlineData("2026-01-31", "20260131")]
    [InlineData("  thang   3   nam 2025 ", "202503")]
    public void What_people_write_is_understood(string text, string id)
    {
        var read = Period.Read(text);

        Assert.Equal(id, read.IsDone ? read.Value.Id : string.Join(' ', read.Problems));
    }

    [Theory]
    [InlineData("quý II", "2025Q2")]
    [InlineData("6 tháng cuối năm", "2025H2")]
    [InlineData("9 tháng", "2025N3")]
    [InlineData("tháng 5", "202505")]
    public void A_text_without_a_year_takes_the_one_around_it(string text, string id)
    {
        Assert.Equal(id, Period.Read(text, 2025).Value.Id);
        Assert.Equal("period.no-year", Assert.Single(Period.Read(text).Problems).Code);
    }

    [Theory]
    [InlineData("", "period.empty", "Chưa có")]
    [InlineData("sang năm", "period.unreadable", "“sang năm”")]
    [InlineData("quý 5/2025", "period.number", "Không có quý 5 trong năm 2025: phải từ 1 đến 4")]
    [InlineData("13/2025", "period.number", "tháng 13")]
    [InlineData("202513", "period.number", "tháng 13")]
    [InlineData("tuần 53 năm 2025", "period.number", "từ 1 đến 52")]
    [InlineData("29/02/2025", "period.date", "29/02/2025")]
    [InlineData("20250230", "period.date", "30/02/2025")]
    [InlineData("năm 1025", "period.year", "1025")]
    [InlineData("11T2025", "period.unreadable", "“11T2025”")]
    public void What_is_wrong_is_said_precisely(string text, string code, string says)
    {
        var problem = Assert.Single(Period.Read(text).Problems);

        Assert.Equal(code, problem.Code);
        Assert.Contains(says, problem.Message.Vi, StringComparison.Ordinal);
    }
}
