using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Phusa.Kernel.Data;

namespace Phusa.Tests.Unit.Kernel.Records;

public sealed class JsonStorageTests
{
    [Fact]
    public void Instants_are_in_UTC_to_the_microsecond_and_cut_not_rounded() => Assert.Equal(
        "2026-11-22T00:00:00.123456Z",
        JsonStorage.Instant(new DateTimeOffset(2026, 11, 22, 7, 0, 0, TimeSpan.FromHours(7)).AddTicks(1_234_569)));

    [Fact]
    public void Instants_are_written_as_the_spelt_out_format_has_them() => Prop.ForAll<DateTimeOffset>(at => Assert.Equal(
        at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture), JsonStorage.Instant(at))).QuickCheckThrowOnFailure();
}
