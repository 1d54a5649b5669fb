using Phusa.Kernel.Identifiers;

namespace Phusa.Tests.Unit.Kernel.Identifiers;

public sealed class AdministrativeUnitTreeTests
{
    private static readonly DateOnly Begin = new(2004, 1, 1);
    private static readonly DateOnly Last = new(2025, 6, 30);
    private static readonly DateOnly Reform = new(2025, 7, 1);
    private static readonly DateOnly Then = new(2024, 5, 1);
    private static readonly DateOnly Now = new(2026, 1, 1);

    private static readonly AdministrativeUnit[] Units =
    [
        new("01", "thành phố Hà Nội", AdministrativeLevel.Province, null, Begin, null, []),
        new("001", "quận Ba Đình", AdministrativeLevel.District, "01", Begin, Last, []),
        new("00001", "phường Phúc Xá", AdministrativeLevel.Commune, "001", Begin, Last, ["00097"]),
        new("00004", "phường Trúc Bạch", AdministrativeLevel.Commune, "001", Begin, Last, ["00004"]),
        new("00016", "phường Ngọc Hà", AdministrativeLevel.Commune, "001", Begin, Last, ["00004", "00008"]),
        new("00004", "phường Ba Đình", AdministrativeLevel.Commune, "01", Reform, null, []),
        new("00008", "phường Ngọc Hà", AdministrativeLevel.Commune, "01", Reform, null, []),
        new("00097", "phường Hồng Hà", AdministrativeLevel.Commune, "01", Reform, null, []),
    ];

    private static readonly AdministrativeUnitTree Tree = AdministrativeUnitTree.Build(Units).Value!;

    [Fact]
    public void A_code_means_what_it_meant_on_the_day()
    {
        Assert.Equal("phường Trúc Bạch", Tree.Find("00004", Last)?.Name);
        Assert.Equal("phường Ba Đình", Tree.Find("00004", Reform)?.Name);
        Assert.Null(Tree.Find("00004", Begin.AddDays(-1)));
        Assert.Null(Tree.Find("001", Now));
    }

    [Fact]
    public void An_old_code_leads_to_all_its_successors()
    {
        Assert.Equal(
            ["phường Ba Đình", "phường Ngọc Hà"], Tree.Successors("00016", Then, Now).Select(unit => unit.Name));
        Assert.Equal(["phường Ba Đình"], Tree.Successors("00004", Then, Now).Select(unit => unit.Name));
        Assert.Equal(["phường Trúc Bạch"], Tree.Successors("00004", Then, Last).Select(unit => unit.Name));
        Assert.Empty(Tree.Successors("99999", Then, Now));
    }

    [Fact]
    public void Successors_are_followed_through_several_changes()
    {
        var again = new DateOnly(2026, 4, 30);
        AdministrativeUnit[] units =
        [
            .. Units.Where(unit => unit.Code != "00097"),
            new("00097", "phường Hồng Hà", AdministrativeLevel.Commune, "01", Reform, again.AddDays(-1), ["00099"]),
            new("00099", "phường Sông Hồng", AdministrativeLevel.Commune, "01", again, null, []),
        ];

        var found = AdministrativeUnitTree.Build(units).Value!.Successors("00001", Then, again);

        Assert.Equal("00099", Assert.Single(found).Code);
    }

    [Fact]
    public void Children_are_those_of_the_day()
    {
        Assert.Equal(["001"], Tree.Children("01", Then).Select(unit => unit.Code));
        Assert.Equal(["00004", "00008", "00097"], Tree.Children("01", Now).Select(unit => unit.Code));
        Assert.Equal("01", Assert.Single(Tree.Provinces(Now)).Code);
    }

    [Fact]
    public void A_tree_that_could_not_answer_is_refused_with_every_reason()
    {
        AdministrativeUnit[] units =
        [
            new("01", "a", AdministrativeLevel.Province, null, Begin, null, []),
            new("01", "b", AdministrativeLevel.Province, null, Reform, null, []),
            new("00001", "c", AdministrativeLevel.Commune, "99", Reform, Last, ["00002"]),
            new("002", "d", AdministrativeLevel.Commune, "01", Begin, null, []),
        ];

        var codes = AdministrativeUnitTree.Build(units).Problems.Select(problem => problem.Code).Order();

        Assert.Equal(["unit.code", "unit.dates", "unit.overlap", "unit.parent", "unit.successor"], codes);
    }
}
