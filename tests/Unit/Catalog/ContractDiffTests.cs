using Phusa.Catalog.Contracts;

namespace Phusa.Tests.Unit.Catalog;

public sealed class ContractDiffTests
{
    [Fact]
    public void The_same_contract_has_no_changes()
    {
        var difference = ContractDiff.Between(ContractFixture.Contract, ContractFixture.Done(ContractFixture.Yaml));

        Assert.Empty(difference.Changes);
        Assert.Equal(VersionBump.None, difference.Required);
    }

    [Theory]
    [InlineData("- name: head", "- name: chief", ChangeKind.Breaking, "fields.head")]
    [InlineData("logicalType: integer", "logicalType: number", ChangeKind.Breaking, "fields.beds.type")]
    [InlineData("maximum: 5000", "maximum: 500", ChangeKind.Breaking, "fields.beds.maximum")]
    [InlineData("maximum: 5000", "maximum: 9000", ChangeKind.Compatible, "fields.beds.maximum")]
    [InlineData("minimum: 0, ", "minimum: 1, ", ChangeKind.Breaking, "fields.beds.minimum")]
    [InlineData("minimum: 0, ", "", ChangeKind.Compatible, "fields.beds.minimum")]
    [InlineData("[0-9]{5}", "[0-9]{4}", ChangeKind.Breaking, "fields.code.pattern")]
    [InlineData("communes@2025", "communes@2026", ChangeKind.Compatible, "fields.commune.codeList")]
    [InlineData("communes@2025", "wards@2025", ChangeKind.Breaking, "fields.commune.codeList")]
    [InlineData("value: giường", "value: cái", ChangeKind.Breaking, "fields.beds.unit")]
    [InlineData("value: basic", "value: sensitive", ChangeKind.Breaking, "fields.head.personalData")]
    [InlineData("value: Tên cơ sở", "value: Tên gọi", ChangeKind.Textual, "fields.name.titleVi")]
    [InlineData("phusa.classification, value: open", "phusa.classification, value: shared", ChangeKind.Breaking,
        "classification")]
    [InlineData("agencyField, value: managed_by", "agencyField, value: code", ChangeKind.Breaking, "agencyField")]
    [InlineData("beds, location ]", "location ]", ChangeKind.Breaking, "open")]
    [InlineData("lookup: [ code ]", "lookup: [ code, name ]", ChangeKind.Compatible, "serve.name")]
    [InlineData("lookup: [ code ]", "lookup: [ name ]", ChangeKind.Breaking, "serve.code")]
    [InlineData("value: 1, unit: mo", "value: 1, unit: y", ChangeKind.Breaking, "frequency")]
    [InlineData("value: 1, unit: mo", "value: 1, unit: w", ChangeKind.Compatible, "frequency")]
    [InlineData("correct: 95", "correct: 99", ChangeKind.Compatible, "gate")]
    [InlineData("notAfter: today", "notAfter: '2030-01-01'", ChangeKind.Compatible, "table.checks.opened-in-the-past")]
    [InlineData("purpose: Cơ sở", "purpose: Các cơ sở", ChangeKind.Textual, "purpose")]
    [InlineData("username: so-y-te", "username: cdc", ChangeKind.Textual, "members")]
    public void Each_change_has_its_weight(string before, string after, ChangeKind kind, string path)
    {
        Assert.Contains(before, ContractFixture.Yaml);
        var changed = ContractFixture.Done(ContractFixture.Yaml.Replace(before, after, StringComparison.Ordinal));

        var change = Assert.Single(
            ContractDiff.Between(ContractFixture.Contract, changed).Changes, change => change.Path == path);

        Assert.Equal(kind, change.Kind);
        Assert.Contains(path, change.Explanation.Vi);
        Assert.NotEqual(change.Explanation.Vi, change.Explanation.En);
    }

    [Fact]
    public void The_heaviest_change_decides_the_version()
    {
        var text = new ContractChange(ChangeKind.Textual, "a", default);
        var small = new ContractChange(ChangeKind.Compatible, "a", default);
        var big = new ContractChange(ChangeKind.Breaking, "a", default);

        Assert.Equal(VersionBump.Patch, new ContractDifference([text]).Required);
        Assert.Equal(VersionBump.Minor, new ContractDifference([text, small]).Required);
        Assert.Equal(VersionBump.Major, new ContractDifference([text, big, small]).Required);
        Assert.False(new ContractDifference([big]).Allows(new(1, 2, 0), new(1, 3, 0)));
        Assert.True(new ContractDifference([big]).Allows(new(1, 2, 0), new(2, 0, 0)));
        Assert.False(new ContractDifference([small]).Allows(new(1, 2, 0), new(1, 2, 1)));
    }
}
