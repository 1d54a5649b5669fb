using System.Text;
using Phusa.Kernel.Vietnamese;

namespace Phusa.Tests.Unit.Kernel.Vietnamese;

public sealed class LegacyEncodingTests
{
    private static readonly Encoding Latin = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    // How such files look when a program takes them for Windows-1252: real words as people meet them.
    [Theory]
    [InlineData("TCVN3", "Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam")]
    [InlineData("TCVN3", "Thõa Thiªn HuÕ, NguyÔn ThÞ §µo", "Thừa Thiên Huế, Nguyễn Thị Đào")]
    [InlineData("TCVN3", "§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc")]
    [InlineData("VNI", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam")]
    [InlineData("VNI", "Thöøa Thieân Hueá, Nguyeãn Thò Ñaøo", "Thừa Thiên Huế, Nguyễn Thị Đào")]
    [InlineData("VNI", "ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC, Ñaø Naüng", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC, Đà Nẵng")]
    [InlineData("Windows-1258", "Côòng hoÌa xaÞ hôòi", "Cộng hòa xã hội")]
    public async Task Text_from_before_Unicode_is_recognised_and_read(string name, string shown, string text)
    {
        var bytes = Latin.GetBytes(shown);

        var detected = LegacyEncoding.Detect(bytes);

        Assert.Equal(name, detected.Name);
        Assert.InRange(detected.Confidence, 0.9, 1);
        Assert.Equal(text, await ReadAsync(detected.OpenUtf8(new MemoryStream(bytes))));
    }

    [Fact]
    public void Every_letter_survives_every_encoding()
    {
        foreach (var letter in Texts.Letters)
        {
            var text = $"x{letter} ";
            foreach (var encoding in LegacyEncoding.All)
            {
                Assert.Equal(text, ReadSlowly(encoding, LegacyBytes.Write(encoding.Name, text), 1));
            }
        }
    }

    [Fact]
    public void Every_encoding_is_told_from_the_others()
    {
        foreach (var encoding in LegacyEncoding.All)
        {
            var bytes = LegacyBytes.Write(encoding.Name, Texts.Paragraph);
            Assert.Equal(encoding.Name, LegacyEncoding.Detect(bytes).Name);
            Assert.Equal(encoding.Name, LegacyEncoding.Detect(bytes.AsSpan(0, bytes.Length - 3)).Name);
            Assert.Null(LegacyEncoding.Detect(bytes.AsSpan(0, bytes.Length - 3)).BrokenAt);
        }
    }

    [Fact]
    public void A_mark_is_seen_and_skipped()
    {
        foreach (var unicode in new Encoding[] { new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            byte[] bytes = [.. unicode.GetPreamble(), .. unicode.GetBytes("Huế")];
            var detected = LegacyEncoding.Detect(bytes);
            Assert.True(detected is { HasMark: true, Confidence: 1, BrokenAt: null });
            Assert.Equal("Huế", ReadSlowly(detected.Encoding, bytes, 2));
        }
    }

    [Fact]
    public void Plain_ASCII_and_nothing_are_UTF8()
    {
        var detected = LegacyEncoding.Detect("id,name\n1,a\n"u8);

        Assert.Equal(("UTF-8", 1), (detected.Name, detected.Confidence));
        Assert.Equal("UTF-8", LegacyEncoding.Detect([]).Name);
        Assert.Equal("", ReadSlowly(LegacyEncoding.Utf8, [], 1));
        Assert.Equal("", ReadSlowly(LegacyEncoding.Tcvn3, [], 1));
    }

    [Fact]
    public void Any_text_arrives_composed_whatever_the_pieces_it_is_read_in()
    {
        var random = new Random(20260131);
        foreach (var text in Texts.Any(400).Select(text => string.Concat(text.EnumerateRunes())))
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            Assert.Equal(text.Normalize(), ReadSlowly(LegacyEncoding.Utf8, bytes, random.Next(1, 9)));
            Assert.Equal(text.Normalize(),
                ReadSlowly(LegacyEncoding.Utf16LittleEndian, Encoding.Unicode.GetBytes(text), random.Next(1, 9)));
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(200_001)]
    public void Broken_UTF8_is_reported_where_it_breaks(int offset)
    {
        byte[] bytes = [.. Enumerable.Repeat((byte)'a', offset), 0xC3, 0x28, 0x0A];

        var broken = Assert.Throws<BrokenEncodingException>(() => ReadSlowly(LegacyEncoding.Utf8, bytes, 4096));

        Assert.Equal(offset, broken.Offset);
        Assert.Equal("encoding.broken", broken.Problem.Code);
    }

    [Fact]
    public void A_file_cut_inside_a_letter_is_broken_there()
    {
        byte[] cut = [0xEF, 0xBB, 0xBF, .. "Hu"u8, 0xE1, 0xBA];

        Assert.Equal(5, Assert.Throws<BrokenEncodingException>(() => ReadSlowly(LegacyEncoding.Utf8, cut, 1)).Offset);
        Assert.Equal(2, Assert.Throws<BrokenEncodingException>(
            () => ReadSlowly(LegacyEncoding.Utf16LittleEndian, [65, 0, 66], 1)).Offset);
        Assert.Equal(2, Assert.Throws<BrokenEncodingException>(
            () => ReadSlowly(LegacyEncoding.Utf16BigEndian, [0, 65, 0xDE, 0x00, 0, 65], 1)).Offset);
    }

    [Fact]
    public void Good_UTF8_with_a_bad_byte_is_broken_UTF8_and_nothing_else()
    {
        var good = Encoding.UTF8.GetBytes(Texts.Paragraph);

        var detected = LegacyEncoding.Detect([.. good, 0xFF, .. good]);

        Assert.Equal(("UTF-8", good.Length), (detected.Name, detected.BrokenAt));
    }

    [Fact]
    public void Rubbish_gets_little_confidence()
    {
        var bytes = new byte[4096];
        new Random(1).NextBytes(bytes);

        Assert.InRange(LegacyEncoding.Detect(bytes).Confidence, 0, 0.5);
    }

    private static string ReadSlowly(LegacyEncoding encoding, byte[] bytes, int piece)
    {
        using var stream = encoding.OpenUtf8(new PiecewiseStream(bytes, piece));
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return new UTF8Encoding(false, true).GetString(all.ToArray());
    }

    private static async Task<string> ReadAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(false, true));
        return await reader.ReadToEndAsync();
    }
}
