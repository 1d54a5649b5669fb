using Phusa.Intake.Sources;

namespace Phusa.Tests.Unit.Intake.Sources;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData(null, "chỉ khi bấm chạy", "only when run by hand")]
    [InlineData("* * * * *", "mỗi phút", "every minute")]
    [InlineData("*/15 * * * *", "cứ 15 phút một lần", "every 15 minutes")]
    [InlineData("5 * * * *", "mỗi giờ, vào phút 5", "every hour at minute 5")]
    [InlineData("0 */6 * * *", "cứ 6 giờ một lần, vào phút 0", "every 6 hours at minute 0")]
    [InlineData("30 6 * * *", "hằng ngày lúc 06:30", "daily at 06:30")]
    [InlineData("0 6,18 * * *", "hằng ngày lúc 06:00, 18:00", "daily at 06:00, 18:00")]
    [InlineData("0 7 * * 1-5", "thứ Hai đến thứ Sáu lúc 07:00", "Monday to Friday at 07:00")]
    [InlineData("0 7 * * 1,7", "thứ Hai, Chủ nhật hằng tuần lúc 07:00", "every Monday, Sunday at 07:00")]
    [InlineData("0 7 1,15 * *", "ngày 1, 15 hằng tháng lúc 07:00", "on day 1, 15 of every month at 07:00")]
    [InlineData("0 7 2 9 *", "ngày 2 tháng 9 hằng năm lúc 07:00", "every year on day 2 of month 9 at 07:00")]
    [InlineData("0 7 1 * 1", "theo lịch 0 7 1 * 1", "by the schedule 0 7 1 * 1")]
    [InlineData("0-30/5 7 * * *", "theo lịch 0-30/5 7 * * *", "by the schedule 0-30/5 7 * * *")]
    public void A_schedule_is_told_in_words(string? cron, string vi, string en) =>
        Assert.Equal((vi, en), (Schedule.Words(cron).Vi, Schedule.Words(cron).En));

    [Fact]
    public void Its_next_times_are_those_of_Vietnam() => Assert.Equal(
        [new(2026, 1, 1, 23, 0, 0, TimeSpan.Zero), new(2026, 1, 2, 23, 0, 0, TimeSpan.Zero)],
        Schedule.Coming("0 6 * * *", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), 2));
}
