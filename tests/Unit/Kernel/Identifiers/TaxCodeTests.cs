using System.Globalization;
using Phusa.Kernel.Identifiers;

namespace Phusa.Tests.Unit.Kernel.Identifiers;

public sealed class TaxCodeTests
{
    [Theory]
    [InlineData("0100233488", "0100233488", TaxCodeKind.Enterprise)]
    [InlineData("0100233488-001", "0100233488-001", TaxCodeKind.Branch)]
    [InlineData("0100233488001", "0100233488-001", TaxCodeKind.Branch)]
    [InlineData("087084000999", "087084000999", TaxCodeKind.Person)]
    public void Every_kind_is_read_and_written_one_way(string text, string written, TaxCodeKind kind)
    {
        var code = TaxCode.Read(text).Value;

        Assert.Equal((written, kind), (code.ToString(), code.Kind));
    }

    [Fact]
    public void A_branch_knows_its_enterprise_and_a_person_their_number()
    {
        Assert.Equal("0100233488", TaxCode.Read("0100233488-001").Value.Parent?.ToString());
        Assert.Equal(1984, TaxCode.Read("087084000999").Value.Person?.BirthYear);
        Assert.Null(TaxCode.Read("0100233488").Value.Person);
    }

    [Theory]
    [InlineData("0100233489", "tax-code.check-digit", "vị trí 10 là 9, đúng ra phải là 8")]
    [InlineData("0100233488-000", "tax-code.branch", "001 đến 999")]
    [InlineData("0100000000", "tax-code.serial", "3 đến 9")]
    [InlineData("01002334", "tax-code.length", "có 8 chữ số")]
    [InlineData("0100-233488", "identifier.character", "“-” ở vị trí 5")]
    public void What_is_wrong_is_said_precisely(string text, string code, string says)
    {
        var problem = Assert.Single(TaxCode.Read(text).Problems);

        Assert.Equal(code, problem.Code);
        Assert.Contains(says, problem.Message.Vi, StringComparison.Ordinal);
    }

    [Fact]
    public void Exactly_one_check_digit_fits_and_any_single_wrong_digit_is_caught()
    {
        var random = new Random(20260131);
        for (var round = 0; round < 2000; round++)
        {
            var nine = random.Next(1_000_000, 1_000_000_000).ToString("000000000", CultureInfo.InvariantCulture);
            var valid = Enumerable.Range(0, 10).Select(digit => $"{nine}{digit}")
                .Where(text => TaxCode.TryParse(text, out _)).ToList();
            Assert.InRange(valid.Count, 0, 1);
            foreach (var text in valid)
            {
                var at = random.Next(10);
                var wrong = (char)('0' + ((text[at] - '0' + random.Next(1, 10)) % 10));
                Assert.False(TaxCode.TryParse(text.Remove(at, 1).Insert(at, wrong.ToString()), out _), text);
            }
        }
    }
}
