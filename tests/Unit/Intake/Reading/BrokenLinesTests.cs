using Phusa.Intake.Reading;
using Phusa.Kernel.Texts;

namespace Phusa.Tests.Unit.Intake.Reading;

public sealed class BrokenLinesTests
{
    [Fact]
    public void All_lines_come_back_from_disk_with_their_beginning_and_reasons()
    {
        using var folder = new SourceFolder();
        using var lines = new BrokenLines(folder.Path);
        Assert.Empty(lines);
        for (var line = 1; line <= 150_000; line++)
        {
            lines.Add(line, $"dòng {line}", Text.Pair("hỏng {0}", "broken {0}"));
        }
        lines.Add(150_001, new string('x', BrokenLines.KeptCharacters - 1) + "😀", Text.Same("z"));

        lines.Dispose();
        var read = lines.ToList();

        Assert.Equal(150_001, read.Count);
        Assert.Equal(("dòng 150000", "hỏng {0}", "broken {0}"),
            (read[149_999].Content, read[149_999].Reason.Vi, read[149_999].Reason.En));
        Assert.Equal(BrokenLines.KeptCharacters - 1, read[^1].Content.Length);
    }

    [Fact]
    public void Text_is_freed_of_what_no_store_holds()
    {
        Assert.Equal("xã Ia", PlainText.Of("xã\0 Ia"));
        Assert.Equal("abc", PlainText.Of("a\uD800b\uDC00c"));
        Assert.Equal("𐐷đ", PlainText.Of("𐐷đ"));
    }
}
