using System.Globalization;
using Phusa.Host.Demo;
using Phusa.Host.Demo.Tables;
using Phusa.Kernel.Identifiers;
using Phusa.Tests.Unit.Host.Demo;

namespace Phusa.Tests.Unit.Kernel.Identifiers;

/// <summary>The pack's list of units before and after the reform of 2025, built into the tree that answers questions.</summary>
public sealed class OldUnitsTests
{
    private static readonly DateOnly Last = new(2025, 6, 30);
    private static readonly DateOnly Reform = new(2025, 7, 1);

    private static readonly AdministrativeUnitTree Tree = Read();

    [Fact]
    public void The_old_tree_has_three_tiers()
    {
        Assert.Equal(["52", "64"], Tree.Provinces(Last).Select(unit => unit.Code));
        Assert.Equal(17, Tree.Children("64", Last).Count);
        Assert.Equal("Thành phố Pleiku", Tree.Find("622", Last)?.Name);
        Assert.Equal(373, Tree.Provinces(Last)
            .SelectMany(province => Tree.Children(province.Code, Last))
            .Sum(district => Tree.Children(district.Code, Last).Count));
    }

    [Fact]
    public void The_new_tree_has_two() => Assert.Equal(135, Tree.Children("52", Reform).Count);

    [Fact]
    public void An_old_code_leads_to_what_stands_there_now()
    {
        Assert.Equal(["Tỉnh Gia Lai"], Tree.Successors("64", Last, Reform).Select(unit => unit.Name));
        Assert.Equal(["Phường Diên Hồng"], Tree.Successors("23557", Last, Reform).Select(unit => unit.Name));
        Assert.Equal(
            ["Xã An Toàn", "Xã An Hòa", "Xã Kim Sơn"], Tree.Successors("21727", Last, Reform).Select(unit => unit.Name));
        Assert.Equal(("Phường Ia Kring", "Phường Diên Hồng"), (Tree.Find("23563", Last)!.Name, Tree.Find("23563", Reform)!.Name));
    }

    [Fact]
    public void Every_commune_of_now_took_over_from_some_before() => Assert.Empty(
        Tree.Children("52", Reform).Select(unit => unit.Code).Except(Tree.Provinces(Last)
            .SelectMany(province => Tree.Children(province.Code, Last))
            .SelectMany(district => Tree.Children(district.Code, Last))
            .SelectMany(commune => commune.Successors)));

    private static AdministrativeUnitTree Read()
    {
        var file = Path.Combine(Packs.Open(Generated.Root).Root, "dung-chung", "administrative_units_gialai.csv");
        var built = AdministrativeUnitTree.Build(PackCsv.Read(file).Skip(1).Select(row => new AdministrativeUnit(
            row[1], row[2], Enum.Parse<AdministrativeLevel>(row[3], ignoreCase: true), row[4].Length == 0 ? null : row[4],
            Day(row[5]) ?? DateOnly.MinValue, Day(row[6]), row[7].Split('|', StringSplitOptions.RemoveEmptyEntries))));
        Assert.Empty(built.Problems);
        return built.Value!;
    }

    private static DateOnly? Day(string text) =>
        text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
