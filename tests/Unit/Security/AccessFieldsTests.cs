using Phusa.Security.Contracts;

namespace Phusa.Tests.Unit.Security;

/// <summary>The second table of <see cref="AccessDecision"/>: personal fields.</summary>
public sealed class AccessFieldsTests
{
    private const string Owner = "H21.05";

    private static readonly FieldFacts[] Fields =
    [
        new("plain"), new("basic", PersonalDataClass.Basic, MaskKind.Initials), new("bare", PersonalDataClass.Basic),
        new("hidden", PersonalDataClass.Basic, MaskKind.Hide),
            new("sensitive", PersonalDataClass.Sensitive, MaskKind.Year),
    ];

    private static readonly FieldAccess Initials = FieldAccess.Masked(MaskKind.Initials);
    private static readonly FieldAccess Year = FieldAccess.Masked(MaskKind.Year);

    [Fact]
    public void The_owners_steward_with_a_purpose_reads_everything_in_clear() => Assert.All(
        Decide(As(Role.Steward), "Trả lời đơn").Fields.Values, field => Assert.Equal(FieldAccess.Full, field));

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void Without_a_purpose_the_steward_sees_sensitive_fields_masked(string? purpose)
    {
        var decision = Decide(As(Role.Steward), purpose);

        Assert.Equal(Year, decision.Fields["sensitive"]);
        Assert.Equal(FieldAccess.Full, decision.Fields["basic"]);
    }

    [Fact]
    public void The_purpose_stated_with_the_request_counts() => Assert.Equal(
        FieldAccess.Full, Decide(As(Role.Steward) with { Purpose = "Trả lời đơn" }, null).Fields["sensitive"]);

    [Theory]
    [InlineData(Role.Leader)]
    [InlineData(Role.Analyst)]
    [InlineData(Role.Auditor)]
    public void Other_officials_see_masks_whatever_their_purpose(Role role)
    {
        var decision = Decide(As(role), "Báo cáo");

        Assert.Equal(Initials, decision.Fields["basic"]);
        Assert.Equal(Year, decision.Fields["sensitive"]);
    }

    [Fact]
    public void A_personal_field_without_a_mask_is_hidden_from_those_not_entitled()
    {
        var decision = Decide(As(Role.Leader), null);

        Assert.Equal(FieldAccess.Hidden, decision.Fields["bare"]);
        Assert.Equal(FieldAccess.Hidden, decision.Fields["hidden"]);
        Assert.Equal(FieldAccess.Full, decision.Fields["plain"]);
    }

    [Fact]
    public void Open_data_never_shows_personal_fields_in_clear_to_everyone()
    {
        var decision = Decide(Caller.Anonymous, "Tò mò", DatasetClass.Open);

        Assert.Equal(FieldAccess.Full, decision.Fields["plain"]);
        Assert.Equal(Initials, decision.Fields["basic"]);
        Assert.Equal(FieldAccess.Hidden, decision.Fields["sensitive"]);
        Assert.False(decision.MustRecord);
    }

    [Fact]
    public void The_data_office_sees_masks_in_shared_data() => Assert.Equal(
        Initials, Decide(As(Role.DataOffice), "Điều phối", DatasetClass.Shared).Fields["basic"]);

    [Fact]
    public void A_steward_of_another_agency_sees_masks() => Assert.Equal(Initials, Decide(
        As(Role.Steward, "H21.09"), "Đối chiếu", DatasetClass.Shared).Fields["basic"]);

    [Theory]
    [InlineData(DatasetClass.Open, Role.Steward, true)]
    [InlineData(DatasetClass.Open, Role.Leader, false)]
    [InlineData(DatasetClass.Shared, Role.Leader, true)]
    [InlineData(DatasetClass.Restricted, Role.Auditor, true)]
    public void What_can_point_to_a_person_is_recorded(DatasetClass kind, Role role, bool recorded) =>
        Assert.Equal(recorded, Decide(As(role), null, kind).MustRecord);

    [Fact]
    public void Data_about_no_person_is_not_recorded() => Assert.False(AccessDecision.Of(
        new(As(Role.Steward), new("d", Owner, DatasetClass.Core, [new("plain")])), AgencyTree.Empty).MustRecord);

    [Fact]
    public void A_refused_dataset_has_every_field_hidden_and_nothing_to_record()
    {
        var decision = Decide(As(Role.Administrator), "Quản trị");

        Assert.All(decision.Fields.Values, field => Assert.Equal(FieldAccess.Hidden, field));
        Assert.False(decision.MustRecord);
    }

    private static Caller As(Role role, string agency = Owner) =>
        new(Guid.NewGuid(), "Lan", [new(role, agency)], SignInMethod.Session);

    private static AccessDecision Decide(
        Caller caller, string? purpose, DatasetClass kind = DatasetClass.Restricted) =>
        AccessDecision.Of(new(caller, new("d", Owner, kind, Fields), purpose), AgencyTree.Empty);
}
