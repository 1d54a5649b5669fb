using Phusa.Kernel.Identifiers;

namespace Phusa.Tests.Unit.Kernel.Identifiers;

public sealed class AgencyCodeTests
{
    [Theory]
    [InlineData("H21", "000.00.00.H21")]
    [InlineData("H21.05", "000.00.05.H21")]
    [InlineData("G14.04", "000.00.04.G14")]
    [InlineData("H21.05.02", "000.02.05.H21")]
    [InlineData("H21.05.02.001", "001.02.05.H21")]
    [InlineData("H21.05.00.001", "001.00.05.H21")]
    public void Both_forms_say_the_same(string current, string legacy)
    {
        Assert.Equal(current, AgencyCode.Read(legacy).Value.ToString());
        Assert.Equal(legacy, AgencyCode.Read(current).Value.Legacy);
        Assert.Equal(AgencyCode.Read(current).Value, AgencyCode.Read(legacy).Value);
    }

    [Theory]
    [InlineData("H55.242")]
    [InlineData("H21.05.A2")]
    [InlineData("H21.05.02.001.01")]
    [InlineData("H21.00")]
    public void What_the_older_form_cannot_hold_has_none(string text) =>
        Assert.Null(AgencyCode.Read(text).Value.Legacy);

    [Fact]
    public void The_agency_above_is_one_level_up_over_levels_left_out()
    {
        Assert.Equal("H21", AgencyCode.Read("H21.05").Value.Parent?.ToString());
        Assert.Equal("H21.05", AgencyCode.Read("H21.05.00.001").Value.Parent?.ToString());
        Assert.Null(AgencyCode.Read("H21").Value.Parent);
        Assert.Equal(2, AgencyCode.Read("H21.05").Value.Level);
    }

    [Theory]
    [InlineData("", "identifier.empty")]
    [InlineData("h21.05", "identifier.character")]
    [InlineData("H21-05", "identifier.character")]
    [InlineData("H2.05", "identifier.shape")]
    [InlineData("H21..05", "identifier.shape")]
    [InlineData("000.00.5.H21", "identifier.shape")]
    [InlineData("H21.000000000000000000000000000000001", "agency-code.length")]
    public void Other_texts_are_refused(string text, string code) =>
        Assert.Equal(code, Assert.Single(AgencyCode.Read(text).Problems).Code);

    [Fact]
    public void A_procedure_code_carries_its_agency()
    {
        var code = ProcedureCode.Read("1.001193.000.00.05.H21").Value;

        Assert.Equal("1.001193", code.Number);
        Assert.Equal("H21.05", code.Agency?.ToString());
        Assert.Null(ProcedureCode.Read("1.001193").Value.Agency);
        Assert.False(ProcedureCode.TryParse("1.01193", out _));
    }
}
