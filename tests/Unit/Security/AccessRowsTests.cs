using System.Reflection;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Unit.Security;

/// <summary>The first table of <see cref="AccessDecision"/>, every class against every role.</summary>
public sealed class AccessRowsTests
{
    private const string Owner = "H21.05";
    private const string Above = "H21";
    private const string Other = "H21.09";

    /// <summary>
    /// R rows, D description only, - nothing; in the order open, shared, restricted, important, core.
    /// </summary>
    [Theory]
    [InlineData(null, null, "RD---")]
    [InlineData(Role.Citizen, "", "RD---")]
    [InlineData(Role.Business, "", "RD---")]
    [InlineData(Role.Administrator, Owner, "RD---")]
    [InlineData(Role.Integrator, Owner, "RD---")]
    [InlineData(Role.Steward, Owner, "RRRRR")]
    [InlineData(Role.Steward, Other, "RR---")]
    [InlineData(Role.Steward, Above, "RR---")]
    [InlineData(Role.Leader, Owner, "RRRRR")]
    [InlineData(Role.Leader, Above, "RRR--")]
    [InlineData(Role.Leader, Other, "RR---")]
    [InlineData(Role.Analyst, Owner, "RRR--")]
    [InlineData(Role.Analyst, Other, "RR---")]
    [InlineData(Role.DataOffice, Other, "RRDDD")]
    [InlineData(Role.DataOffice, Owner, "RRDDD")]
    [InlineData(Role.Auditor, Other, "RRRDD")]
    [InlineData(Role.Auditor, Owner, "RRRDD")]
    public void Each_role_reads_the_classes_it_is_entitled_to(Role? role, string? agency, string expected)
    {
        var caller = role is null ? Caller.Anonymous : As(new RoleGrant(role.Value, agency!));
        var found = string.Concat(Enum.GetValues<DatasetClass>().Select(kind => Letter(Decide(caller, kind))));

        Assert.Equal(expected, found);
    }

    [Fact]
    public void Every_role_stands_in_the_table()
    {
        var tested = typeof(AccessRowsTests).GetMethod(nameof(Each_role_reads_the_classes_it_is_entitled_to))!
            .GetCustomAttributesData().Where(data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(data => (IReadOnlyList<CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)
            .Select(arguments => arguments[0].Value)
            .OfType<int>().Select(value => (Role)value);

        Assert.Equal(Enum.GetValues<Role>().Order(), tested.Distinct().Order());
    }

    [Fact]
    public void Several_roles_add_up() => Assert.Equal("R", Letter(Decide(
        As(new(Role.DataOffice, Owner), new(Role.Analyst, Owner)), DatasetClass.Restricted)));

    [Fact]
    public void Restricted_rows_divided_by_agency_come_back_for_ones_own_agency()
    {
        var decision = Decide(As(new RoleGrant(Role.Steward, Other)), DatasetClass.Restricted, "agency");

        Assert.True(decision.Allowed);
        Assert.Equal("agency", decision.RowAgencyFilter!.Field);
        Assert.Equal([Other], decision.RowAgencyFilter.Agencies);
    }

    [Fact]
    public void A_leader_reads_the_divided_rows_of_all_agencies_below()
    {
        var decision = AccessDecision.Of(
            new(As(new RoleGrant(Role.Leader, "H21.09")), new("d", Owner, DatasetClass.Restricted, [], "agency")),
                Tree);

        Assert.Equal(["H21.09", "H21.09.01"], decision.RowAgencyFilter!.Agencies);
    }

    [Theory]
    [InlineData(DatasetClass.Important)]
    [InlineData(DatasetClass.Core)]
    public void Important_and_core_rows_are_never_divided(DatasetClass kind) =>
        Assert.False(Decide(As(new RoleGrant(Role.Steward, Other)), kind, "agency").Allowed);

    [Fact]
    public void The_owner_reads_all_rows_of_a_divided_dataset() =>
        Assert.Null(Decide(As(new RoleGrant(Role.Steward, Owner)), DatasetClass.Restricted, "agency").RowAgencyFilter);

    [Fact]
    public void A_role_without_an_agency_is_no_official() =>
        Assert.Equal("D", Letter(Decide(As(new RoleGrant(Role.Steward)), DatasetClass.Shared)));

    private static AgencyTree Tree { get; } = new(
    [
        Agency(Above, null), Agency(Owner, Above), Agency(Other, Above), Agency("H21.09.01", Other),
    ]);

    private static Agency Agency(string code, string? parent) => new(code, code, code, code, parent, new(2025, 7, 1));

    private static Caller As(params RoleGrant[] grants) => new(Guid.NewGuid(), "Lan", grants, SignInMethod.Session);

    private static AccessDecision Decide(Caller caller, DatasetClass kind, string? agencyField = null) =>
        AccessDecision.Of(new(caller, new("d", Owner, kind, [new("a")], agencyField)), Tree);

    private static string Letter(AccessDecision decision) =>
        decision.Allowed ? "R" : decision.DescriptionAllowed ? "D" : "-";
}
