using Phusa.Kernel.Periods;

namespace Phusa.Tests.Unit.Kernel.Periods;

public sealed class PeriodTests
{
    private static Period Id(string id) => Period.ReadId(id).Value;

    private static string Name(Period period) => period.Id;

    [Theory]
    [InlineData("20260131", "2026-01-31", "2026-01-31", "20260130")]
    [InlineData("20240229", "2024-02-29", "2024-02-29", "20240228")]
    [InlineData("2026W05", "2026-01-26", "2026-02-01", "2026W04")]
    [InlineData("2026W01", "2025-12-29", "2026-01-04", "2025W52")]
    [InlineData("2026W53", "2026-12-28", "2027-01-03", "2026W52")]
    [InlineData("202601", "2026-01-01", "2026-01-31", "202512")]
    [InlineData("2026Q1", "2026-01-01", "2026-03-31", "2025Q4")]
    [InlineData("2026H2", "2026-07-01", "2026-12-31", "2026H1")]
    [InlineData("2026N3", "2026-01-01", "2026-09-30", "2025N3")]
    [InlineData("2026", "2026-01-01", "2026-12-31", "2025")]
    public void A_period_knows_its_days_and_neighbours(string id, string start, string end, string previous)
    {
        var period = Id(id);

        Assert.Equal(id, period.ToString());
        Assert.Equal(start, $"{period.Start:yyyy-MM-dd}");
        Assert.Equal(end, $"{period.End:yyyy-MM-dd}");
        Assert.Equal(previous, period.Previous.Id);
    }

    [Fact]
    public void Between_counts_both_ends()
    {
        Assert.Equal(["202511", "202512", "202601"], Period.Between(Id("202511"), Id("202601")).Select(Name));
        Assert.Equal(["2025Q1", "2025Q2", "2025Q3", "2025Q4"], Period.Between(Id("2025Q1"), Id("2025")).Select(Name));
        Assert.Empty(Period.Between(Id("202602"), Id("202601")));
    }

    [Theory]
    [InlineData("2026Q2", "Quý II/2026", "Q2 2026")]
    [InlineData("202603", "Tháng 3 năm 2026", "March 2026")]
    [InlineData("2026H1", "6 tháng đầu năm 2026", "First half of 2026")]
    [InlineData("2026N3", "9 tháng năm 2026", "First nine months of 2026")]
    [InlineData("2026W05", "Tuần 5 năm 2026", "Week 5 of 2026")]
    [InlineData("20260131", "Ngày 31/01/2026", "31 January 2026")]
    [InlineData("2026", "Năm 2026", "2026")]
    public void A_period_is_worded_in_both_languages_and_reads_back(string id, string vi, string en)
    {
        Assert.Equal((vi, en), (Id(id).Title.Vi, Id(id).Title.En));
        Assert.Equal(id, Period.Read(vi).Value.Id);
    }

    [Fact]
    public void Days_and_periods_agree_whatever_the_day()
    {
        var random = new Random(20260131);
        for (var round = 0; round < 3000; round++)
        {
            var day = new DateOnly(1901, 1, 1).AddDays(random.Next(108_000));
            foreach (var kind in Enum.GetValues<PeriodKind>())
            {
                var period = Period.Of(kind, day);
                Assert.True(period.Contains(day) || kind == PeriodKind.NineMonths, $"{kind} {day:O}");
                Assert.Equal(period, Id(period.Id));
                Assert.Equal(period, period.Next.Previous);
                Assert.Equal(period, period.Previous.Next);
                Assert.True(period.Previous < period && period < period.Next);
                Assert.Equal(period, Period.Read(period.Title.Vi).Value);
                if (kind is not PeriodKind.NineMonths)
                {
                    Assert.Equal(period.Start, period.Previous.End.AddDays(1));
                }
            }
        }
    }
}
