using Phusa.Catalog.Contracts;

namespace Phusa.Tests.Unit.Catalog;

public sealed class ContractWriterTests
{
    private static readonly string[] Texts =
    [
        "yes", "no", "null", "~", "1.0", "012", "true", " lùi đầu dòng", "cuối ", "a: b", "# không", "- x", "\"nháy\"",
        "'", "hai\ndòng", "hai\n dòng\n", "tab\t", "{ngoặc}", "[x", "@a", "%", "&a", "*b", "!c", "|", ">", "",
        "Đúng, đủ", "1945-09-02", "0x1F", "1e3", "---", "...", "a #b", "\r\n", "\u2028", "😀", "-", "?", "N/A", ".",
        "\\", "a\\b", ":", "a:", "\u0000", "\u0085",
    ];

    [Fact]
    public void The_worked_example_reads_back_equal()
    {
        var written = ContractWriter.Write(ContractFixture.Contract);

        Assert.Equal(ContractFixture.Content(ContractFixture.Contract),
            ContractFixture.Content(ContractFixture.Done(written)));
        Assert.Equal(written, ContractWriter.Write(ContractFixture.Done(written)));
    }

    [Fact]
    public void Parts_without_a_meaning_here_are_kept()
    {
        var yaml = ContractFixture.Yaml.Replace("domain: y-te", """
            domain: y-te
            tags: [a, "1"]
            servers: [ { server: x, type: postgres, host: localhost, port: 5432 } ]
            price: { priceAmount: 9.95, priceCurrency: VND }
            """, StringComparison.Ordinal)
            .Replace("logicalType: integer", "logicalType: integer\n        examples: [1, null, no]",
                StringComparison.Ordinal);

        var written = ContractWriter.Write(ContractFixture.Done(yaml));

        Assert.Contains("port: 5432", written);
        Assert.Contains("priceAmount: 9.95", written);
        Assert.Contains("- 'no'", written);
        Assert.Contains("- '1'", written);
        Assert.Equal(ContractFixture.Content(ContractFixture.Done(yaml)),
            ContractFixture.Content(ContractFixture.Done(written)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_contract_reads_back_equal(int seed)
    {
        var contract = new ContractDice(seed, Texts).Contract();

        var written = ContractWriter.Write(contract);

        Assert.Equal(ContractFixture.Content(contract), ContractFixture.Content(ContractFixture.Done(written)));
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 200)];
}
