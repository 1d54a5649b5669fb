using System.Text;
using Phusa.Intake.Reading;

namespace Phusa.Tests.Unit.Intake.Reading;

public sealed class Utf8BreakTests
{
    private const int Block = 1 << 20;

    [Fact]
    public void A_character_over_two_blocks_is_whole()
    {
        using var folder = new SourceFolder();
        for (var before = Block - 4; before <= Block; before++)
        {
            Assert.Null(Utf8Break.In(folder.Write("a.csv", [.. Filled(before), .. "ệđ🙂"u8]).Path));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(Block - 1)]
    [InlineData(Block)]
    [InlineData(Block + 7)]
    public void The_first_byte_that_is_not_UTF8_is_told(int before)
    {
        using var folder = new SourceFolder();
        Assert.Equal(before, Utf8Break.In(folder.Write("a.csv", [.. Filled(before), 0xFF, .. "ệ"u8]).Path));
        Assert.Equal(before, Utf8Break.In(folder.Write("b.csv", [.. Filled(before), .. "ệ"u8[..2]]).Path));
    }

    [Fact]
    public void A_beginning_may_end_amid_a_character()
    {
        Assert.False(Utf8Break.IsIn("Đường"u8[..^1]));
        Assert.False(Utf8Break.IsIn("Lệ"u8[..2]));
        Assert.True(Utf8Break.IsIn([.. "Lệ"u8, 0xC3, (byte)'x']));
        Assert.False(Utf8Break.IsIn([]));
    }

    private static byte[] Filled(int count) => Encoding.ASCII.GetBytes(new string('x', count));
}
