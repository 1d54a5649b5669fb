using System.IO.Compression;
using System.Xml.Linq;
using Phusa.Catalog.Contracts;

namespace Phusa.Tests.Unit.Catalog;

public sealed class EntryTemplateTests
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static readonly Dictionary<string, IReadOnlyList<CodeChoice>> None = [];

    [Fact]
    public void The_first_sheet_has_the_titles_and_the_second_explains_every_field()
    {
        var book = Write(ContractFixture.Contract, None);

        Assert.Equal(["Dữ liệu", "Hướng dẫn"], Sheets(book).Take(2).Select(sheet => sheet.Attribute("name")!.Value));
        Assert.Equal(ContractFixture.Contract.Fields.Select(field => field.Title.Vi), Row(book[0], 0));
        Assert.Equal(
            ContractFixture.Contract.Fields.Select(field => field.Name),
            Enumerable.Range(1, ContractFixture.Contract.Fields.Count).Select(row => Row(book[1], row)[2]));
    }

    [Fact]
    public void A_field_with_a_code_list_lets_choose_from_a_hidden_sheet()
    {
        var field = new Field { Name = "kind", TitleVi = "Loại" };
        var book = Write(
            ContractFixture.Contract with { Fields = [new() { Name = "a" }, field] },
            new() { ["kind"] = [new("01", "Trạm <y tế>"), new("02", null)] });

        Assert.Equal("hidden", Sheets(book).Last().Attribute("state")?.Value);
        Assert.Equal(["01", "Trạm <y tế>"], Row(book[2], 1));
        var rule = Rules(book[0])[1];
        Assert.Equal(("list", "B2:B1048576"), (rule.Attribute("type")!.Value, rule.Attribute("sqref")!.Value));
        Assert.Equal("'Danh mục'!$A$2:$A$3", rule.Element(Main + "formula1")!.Value);
    }

    [Fact]
    public void Limits_of_numbers_are_told_while_they_are_typed()
    {
        var book = Write(
            ContractFixture.Contract with { Fields = [new() { Name = "beds", Type = FieldType.Integer, Minimum = 0m, Maximum = 5000m }] },
            None);

        var rule = Assert.Single(Rules(book[0]));
        Assert.Equal(("whole", "between"), (rule.Attribute("type")!.Value, rule.Attribute("operator")!.Value));
        Assert.Equal(["0", "5000"], rule.Elements().Select(formula => formula.Value));
    }

    [Fact]
    public void Two_fields_of_one_title_are_told_apart_by_their_names() => Assert.Equal(
        ["a", "b", "Khác"],
        Row(Write(
            ContractFixture.Contract with
            {
                Fields =
                [
                    new() { Name = "a", TitleVi = "Tên" }, new() { Name = "b", TitleVi = "Tên" },
                    new() { Name = "c", TitleVi = "Khác" },
                ],
            }, None)[0], 0));

    [Fact]
    public void The_same_contract_makes_the_same_bytes() =>
        Assert.Equal(EntryTemplate.Write(ContractFixture.Contract, None), EntryTemplate.Write(ContractFixture.Contract, None));

    private static XElement[] Write(DataContract contract, Dictionary<string, IReadOnlyList<CodeChoice>> codes)
    {
        using var zip = new ZipArchive(new MemoryStream(EntryTemplate.Write(contract, codes)));
        return
        [
            .. zip.Entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).Select(Read),
            Read(zip.GetEntry("xl/workbook.xml")!),
        ];
    }

    private static XElement Read(ZipArchiveEntry entry)
    {
        using var part = entry.Open();
        return XElement.Load(part);
    }

    private static IEnumerable<XElement> Sheets(XElement[] book) => book[^1].Descendants(Main + "sheet");

    private static List<XElement> Rules(XElement sheet) => [.. sheet.Descendants(Main + "dataValidation")];

    private static List<string> Row(XElement sheet, int at) =>
        [.. sheet.Descendants(Main + "row").ElementAt(at).Elements(Main + "c").Select(cell => cell.Value)];
}
