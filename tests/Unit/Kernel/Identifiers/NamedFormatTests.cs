using Phusa.Kernel.Identifiers;

namespace Phusa.Tests.Unit.Kernel.Identifiers;

public sealed class NamedFormatTests
{
    /// <summary>As the contract reference lists them.</summary>
    private static readonly string[] Names =
    [
        "citizen-id", "tax-code", "agency-code", "procedure-code", "province-code", "commune-code", "phone-vn", "email",
        "plate-vn", "social-insurance", "health-card", "iso-date", "period", "person-name", "url", "geo-point", "uuid", "postal-code",
    ];

    [Fact]
    public void Every_format_a_contract_may_name_is_in_the_table_once()
    {
        Assert.Equal(Names, NamedFormat.All.Select(format => format.Name));
        Assert.Equal(Names.Order(), FormatExamples.All.Keys.Order());
        Assert.Null(NamedFormat.Find("no-such-format"));
        Assert.All(NamedFormat.All, format => Assert.NotEqual("", format.Title.Vi));
    }

    [Fact]
    public void Each_takes_its_good_examples_and_refuses_the_bad_with_a_reason()
    {
        foreach (var (name, (good, bad)) in FormatExamples.All)
        {
            var format = NamedFormat.Find(name)!;
            Assert.All(good, text => Assert.True(format.Check(text) is null, $"{name}: {text}"));
            Assert.All(bad, text => Assert.True(format.Check(text)?.Message.En is { Length: > 0 }, $"{name}: {text}"));
            Assert.NotNull(format.Check(""));
            Assert.NotNull(format.Check(null));
        }
    }

    [Fact]
    public void Each_predicate_is_over_the_expression_and_keeps_to_what_RE2_reads()
    {
        foreach (var format in NamedFormat.All)
        {
            var sql = format.Sql("\"số\"");
            Assert.Contains("(\"số\")", sql, StringComparison.Ordinal);
            Assert.DoesNotContain("{x}", sql, StringComparison.Ordinal);
            Assert.DoesNotContain("(?=", sql, StringComparison.Ordinal);
            Assert.DoesNotContain("(?!", sql, StringComparison.Ordinal);
            Assert.DoesNotContain("(?<", sql, StringComparison.Ordinal);
            Assert.Equal(0, sql.Count(character => character == '\'') % 2);
        }
    }

    [Fact]
    public void The_tax_predicate_weighs_the_first_nine_digits()
    {
        var sql = NamedFormat.Find("tax-code")!.Sql("mst");

        Assert.Contains("31 * (ascii(substr((mst), 1, 1)) - 48)", sql, StringComparison.Ordinal);
        Assert.Contains("3 * (ascii(substr((mst), 9, 1)) - 48)", sql, StringComparison.Ordinal);
        Assert.Contains("% 11 = ascii(substr((mst), 10, 1)) - 48", sql, StringComparison.Ordinal);
    }
}
