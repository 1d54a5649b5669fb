using Phusa.Security.Access;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Unit.Security;

public sealed class MasksTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("phusa-masks-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(MaskKind.Last4, "0912345678", "******5678")]
    [InlineData(MaskKind.Last4, "1234", "****")]
    [InlineData(MaskKind.Initials, "  đặng  Thị Ánh ", "Đ. T. Á.")]
    [InlineData(MaskKind.Initials, "   ", null)]
    [InlineData(MaskKind.Year, "1990-05-06", "1990")]
    [InlineData(MaskKind.Year, "06/05/1990", "1990")]
    [InlineData(MaskKind.Year, "12/2025", "2025")]
    [InlineData(MaskKind.Year, "1990-05-06 07:08:09", "1990")]
    [InlineData(MaskKind.Year, "19901", null)]
    [InlineData(MaskKind.Year, "sinh năm 1990", null)]
    [InlineData(MaskKind.Province, "064190001234", "064*********")]
    [InlineData(MaskKind.Province, "06419", null)]
    [InlineData(MaskKind.Hide, "anything", null)]
    [InlineData(MaskKind.Last4, null, null)]
    [InlineData(MaskKind.Hash, null, null)]
    public void A_mask_leaves_only_what_it_says(MaskKind mask, string? value, string? expected) =>
        Assert.Equal(expected, Masks().Apply(mask, value));

    [Fact]
    public void Dates_and_numbers_are_masked_as_their_text()
    {
        Assert.Equal("1990", Masks().Apply(MaskKind.Year, new DateOnly(1990, 5, 6)));
        Assert.Equal("*****6789", Masks().Apply(MaskKind.Last4, 123456789L));
    }

    [Fact]
    public void The_same_value_has_the_same_hash_for_as_long_as_the_key_stands()
    {
        var first = Masks().Apply(MaskKind.Hash, "064190001234");

        Assert.Equal(first, Masks().Apply(MaskKind.Hash, "064190001234"));
        Assert.NotEqual(first, Masks().Apply(MaskKind.Hash, "064190001235"));
        File.Delete(Path.Combine(folder, "mask.key"));
        Assert.NotEqual(first, Masks().Apply(MaskKind.Hash, "064190001234"));
    }

    [Fact]
    public void Only_its_owner_may_read_the_key_file()
    {
        Assert.Equal(64, Masks().Key.Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "mask.key")));
        }
    }

    [Fact]
    public void A_broken_key_file_stops_instead_of_hashing_with_rubbish()
    {
        File.WriteAllText(Path.Combine(folder, "mask.key"), "short");

        Assert.Throws<InvalidDataException>(() => Masks().Key);
    }

    [Fact]
    public void The_secret_never_stands_in_the_sql()
    {
        Assert.Equal("left(sha256($3 || cast(\"id\" as varchar)), 32)",
            Phusa.Security.Contracts.Masks.Sql(MaskKind.Hash, "\"id\"", "$3"));
        Assert.Equal("null::varchar", Phusa.Security.Contracts.Masks.Sql(MaskKind.Hide, "\"id\"", "$3"));
    }

    private Masks Masks() => new(new MaskKey(folder));
}
