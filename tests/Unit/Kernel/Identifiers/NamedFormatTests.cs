using Phusa.Kernel.Identifiers;

namespace Phusa.Tests.Unit.Kernel.Identifiers;

public sealed class NamedFormatTests
{
    /// <summary>As the contract reference lists them.</summary>
    private static readonly string[] Names =
    [
        "citizen-id", "tax-code", "agency-code", "procedure-code", "province-code", "commune-code", "phone-vn", "email",
        "plate-vn", "social-insurance", "health-card", "iso-date", "period", "person-name", "url", "geo-point",
    ];

    /// <summary>Per format texts that fit, then texts that do not.</summary>
    internal static readonly Dictionary<string, (string[] Good, string[] Bad)> Examples = new()
    {
        ["citizen-id"] = (["087084000999"], ["87084000999", "08708400099a", " 087084000999"]),
        ["tax-code"] = (["0100233488", "0100233488-001", "0100233488001", "087084000999"],
            ["0100233489", "0100233488-000", "0100000000", "0100233488-01", "010023348-8001", "MST0100233"]),
        ["agency-code"] = (["H21.05", "000.00.05.H21", "G01"],
            ["h21.05", "H21.", "H21.000000000000000000000000000000001"]),
        ["procedure-code"] = (["1.001193", "1.001193.000.00.00.H21"], ["1.1193", "1.001193.H21"]),
        ["province-code"] = (["01", "10", "96"], ["00", "1", "001"]),
        ["commune-code"] = (["00004", "10000", "23560"], ["00000", "4", "000004"]),
        ["phone-vn"] = (["0912345678", "+84 912 345 678", "(0269) 3824 404"],
            ["0112345678", "912345678", "0912345678 ", "x"]),
        ["email"] = (["so.khcn@gialai.gov.vn", "a+b@x.vn"],
            ["a@b", "a b@x.vn", "@x.vn", "a@x..vn", "a@-x.vn", "a.@x.vn"]),
        ["plate-vn"] = (["81A-123.45", "81-b1 12345", "TM-12-34", "80-011-NG-01"],
            ["10A-12345", "81A-123", "81A-12345 "]),
        ["social-insurance"] = (["3123456789"], ["312345678", "31234567890"]),
        ["health-card"] = (["HT2643123456789"], ["HT6643123456789", "ht2643123456789", "HT26431234567890"]),
        ["iso-date"] = (["2026-01-31", "2024-02-29"],
            ["2026-02-29", "31/01/2026", "2026-1-31", "0000-01-01", "2026-01-31T00"]),
        ["period"] = (["20260131", "2026W53", "202612", "2026Q4", "2026H2", "2026N3", "2026"],
            ["20260230", "2025W53", "202613", "2026Q5", "2026H3", "2026N1", "1899", "2200", "2026q1", "2026W00"]),
        ["person-name"] = (["Nguyễn Thị Đào", "H'Hen Niê", "Y Bhin", "NGUYỄN VĂN A", "Lê"],
            ["Nguyễn  Lan", "Lan 2", "-Lan", "Nguyễn Văn A ", "Lan\tAnh"]),
        ["url"] = (["https://gialai.gov.vn", "http://x.vn:8080/a?b=c#d", "https://đà-nẵng.vn/đường"],
            ["ftp://x.vn", "gialai.gov.vn", "https:///a", "https://x.vn/a b", "https://x.vn:999999"]),
        ["geo-point"] = (["13.9833, 108.0000", "-90,180", "0,0"],
            ["108.0, 13.98x", "91,0", "90.1,0", "0,180.5", "13.98 108"]),
    };

    [Fact]
    public void Every_format_a_contract_may_name_is_in_the_table_once()
    {
        Assert.Equal(Names, NamedFormat.All.Select(format => format.Name));
        Assert.Equal(Names.Order(), Examples.Keys.Order());
        Assert.Null(NamedFormat.Find("no-such-format"));
        Assert.All(NamedFormat.All, format => Assert.NotEqual("", format.Title.Vi));
    }

    [Fact]
    public void Each_takes_its_good_examples_and_refuses_the_bad_with_a_reason()
    {
        foreach (var (name, (good, bad)) in Examples)
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
