using System.Globalization;
using Phusa.Kernel.Identifiers;

namespace Phusa.Tests.Unit.Kernel.Identifiers;

public sealed class SharedUnitTests
{
    private static readonly DateOnly Reform = new(2025, 7, 1);

    [SharedFact]
    public void The_34_provinces_and_3321_communes_make_a_tree()
    {
        var path = Path.Combine(SharedFactAttribute.Folder!, "data", "admin", "communes_with_location.csv");
        var rows = File.ReadLines(path).Skip(1).Select(line => line.Split(',')).ToList();

        var provinces = rows.Select(row => (Code: Padded(row[5], 2), Name: row[0])).Distinct().Select(province =>
            new AdministrativeUnit(province.Code, province.Name, AdministrativeLevel.Province, null, Reform, null, []));
        var communes = rows.Select(row => new AdministrativeUnit(
            Padded(row[8], 5), row[1], AdministrativeLevel.Commune, Padded(row[5], 2), Reform, null, []));
        var built = AdministrativeUnitTree.Build([.. provinces, .. communes]);

        Assert.Empty(built.Problems);
        Assert.Equal(34, built.Value!.Provinces(Reform).Count);
        Assert.Equal(3321, built.Value.Provinces(Reform).Sum(unit => built.Value.Children(unit.Code, Reform).Count));
        Assert.All(built.Value.Provinces(Reform), unit => Assert.True(ProvinceCode.TryParse(unit.Code, out _)));
        Assert.All(built.Value.Children("52", Reform), unit => Assert.True(CommuneCode.TryParse(unit.Code, out _)));
    }

    // The file has lost its zeros: 4 for 00004.
    private static string Padded(string number, int width) =>
        int.Parse(number, CultureInfo.InvariantCulture).ToString(new string('0', width), CultureInfo.InvariantCulture);
}
