using Phusa.Kernel.Vietnamese;

namespace Phusa.Tests.Unit.Kernel.Vietnamese;

public sealed class VietnameseComparerTests
{
    [Theory]
    [InlineData("An Giang", "Ăng", "Ân Thi", "Bạc Liêu", "Cà Mau", "Dĩ An", "Đà Nẵng", "Em", "Êm")]
    [InlineData("ma", "mà", "mả", "mã", "má", "mạ")]
    [InlineData("ma", "má", "Má", "mai", "mài")]
    [InlineData("Lan", "Lan Anh", "Lân")]
    [InlineData("on", "ôn", "ơn", "un", "ưn", "ya")]
    [InlineData("bạ", "bả b")]
    [InlineData("10", "9", "a")]
    public void Words_stand_as_in_a_dictionary(params string[] inOrder)
    {
        var shuffled = inOrder.ToArray();
        new Random(7).Shuffle(shuffled);

        Assert.Equal(inOrder, shuffled.Order(VietnameseComparer.Instance));
    }

    [Fact]
    public void Tone_placement_does_not_part_names() =>
        Assert.Equal(
            ["hoà a", "hòa b", "hoà c"], new[] { "hoà c", "hòa b", "hoà a" }.Order(VietnameseComparer.Instance));

    [Fact]
    public void The_order_is_total_whatever_the_texts()
    {
        var texts = Texts.Any(120).Append(null).ToList();
        var order = VietnameseComparer.Instance;
        foreach (var a in texts)
        {
            foreach (var b in texts)
            {
                Assert.Equal(Math.Sign(order.Compare(a, b)), -Math.Sign(order.Compare(b, a)));
                Assert.Equal(a == b, order.Compare(a, b) == 0);
                Assert.DoesNotContain(texts, c =>
                    order.Compare(a, b) < 0 && order.Compare(b, c) < 0 && order.Compare(a, c) >= 0);
            }
        }
    }
}
