using System.Security.Cryptography;
using Phusa.Intake.Uploads;

namespace Phusa.Tests.Unit.Intake.Uploads;

public sealed class ChecksumTests
{
    [Fact]
    public void A_checksum_is_read_as_tus_writes_it()
    {
        var hash = SHA256.HashData("phù sa"u8);

        Assert.True(Checksum.TryRead($"sha256 {Convert.ToBase64String(hash)}", out var read));
        Assert.Equal(hash, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_piece_may_come_without_one(string? header)
    {
        Assert.True(Checksum.TryRead(header, out var read));
        Assert.Null(read);
    }

    [Theory]
    [InlineData("md5 AAAA")]
    [InlineData("sha256 AAAA")]
    [InlineData("sha256 not/base64!")]
    [InlineData("sha256")]
    public void One_that_cannot_be_checked_is_refused_and_not_passed_over(string header) =>
        Assert.False(Checksum.TryRead(header, out _));
}
