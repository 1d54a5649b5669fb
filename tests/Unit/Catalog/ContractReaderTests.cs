using Phusa.Catalog.Contracts;
using Phusa.Catalog.DataContracts;
using Phusa.Kernel.Texts;

namespace Phusa.Tests.Unit.Catalog;

public sealed class ContractReaderTests
{
    private const string Bare = """
        apiVersion: v3.1.0
        kind: DataContract
        id: a
        version: 1.0.0
        status: draft
        """;

    private static readonly DataContract Example = ContractFixture.Contract;

    [Fact]
    public void A_file_without_our_properties_has_defaults()
    {
        var contract = ContractFixture.Done(Bare);

        Assert.Equal("a", contract.Name);
        Assert.Equal(Classification.Restricted, contract.Classification);
        Assert.Equal(LoadMode.Replace, contract.Load);
        Assert.Equal(GateMode.None, contract.Gate.Mode);
        Assert.Equal(1, contract.Weights.Of(QualityCriterion.Live));
        Assert.Null(contract.Frequency);
    }

    [Fact]
    public void The_contract_as_a_whole_is_read()
    {
        Assert.Equal("H21.12", Example.Agency);
        Assert.Equal(Classification.Open, Example.Classification);
        Assert.Equal(new LegalCitation("278/2025/NĐ-CP", new(2025, 10, 22), "Điều 1"), Assert.Single(Example.LegalBasis));
        Assert.Equal([DatasetListKind.Open, DatasetListKind.Shared], Example.Lists);
        Assert.Equal("Cơ sở khám chữa bệnh", Example.Title.Vi);
        Assert.Equal("Clinics", Example.Title.En);
        Assert.Equal(["y tế", "bệnh viện"], Example.Keywords);
        Assert.Equal("y-te", Example.Theme);
        Assert.Equal("CC-BY-4.0", Example.Licence);
        Assert.Equal(LoadMode.Upsert, Example.Load);
        Assert.Equal(new Partition("commune", PartitionUnit.Commune), Example.Partition);
        Assert.Equal(["code"], Example.Serve);
        Assert.Equal(GateMode.Block, Example.Gate.Mode);
        Assert.Equal(95, Example.Gate.Thresholds[QualityCriterion.Correct]);
        Assert.Equal(2, Example.Weights.Of(QualityCriterion.Correct));
        Assert.Equal(3, Example.Weights.Of("opened-in-the-past"));
        Assert.Equal(new Frequency(1, FrequencyUnit.Month), Example.Frequency);
        Assert.Equal("so-y-te", Assert.Single(Example.Members).Username);
    }

    [Fact]
    public void Opening_sharing_map_and_sources_are_read()
    {
        Assert.Equal(["code", "name", "commune", "beds", "location"], Example.Open!.Fields);
        var row = Assert.Single(Example.Open.Rows);
        Assert.Equal(("beds", RowOperator.GreaterThan, "0"), (row.Field, row.Operator, row.Values[0]));
        Assert.Equal((5, 3), (Example.Open.K, Example.Open.SuppressBelow));
        Assert.Equal((365, 10000, true), (Example.Share!.Days, Example.Share.CallsPerDay, Example.Share.Approval));
        Assert.Equal(["điều hành"], Example.Share.Purposes);
        Assert.Equal(new MapSettings("location", "name", "clinic", 8, 18), Example.Map);
        var source = Assert.Single(Example.Sources);
        Assert.Equal((SourceKind.Folder, "0 2 1 * *"), (source.Kind, source.Schedule));
        Assert.Equal("Mã CSKCB", source.Columns["code"]);
    }

    [Fact]
    public void Fields_are_read()
    {
        Assert.Equal("code", Assert.Single(Example.Key).Name);
        Assert.Equal("Mã cơ sở", Example.FindField("code")!.TitleVi);
        Assert.Equal("[0-9]{5}", Example.FindField("code")!.Pattern);
        Assert.Equal(("Tên cơ sở", "Clinic"), (Example.FindField("name")!.TitleVi, Example.FindField("name")!.TitleEn));
        var commune = Example.FindField("commune")!;
        Assert.Equal("commune-code", commune.Format);
        Assert.Equal(new CodeListReference("communes", "2025", "name"), commune.CodeList);
        var beds = Example.FindField("beds")!;
        Assert.Equal((FieldType.Integer, "giường"), (beds.Type, beds.Unit));
        Assert.Equal((0m, 5000m), (beds.Minimum, beds.Maximum));
        Assert.Equal(["-", "không có"], beds.MissingValues);
        var head = Example.FindField("head")!;
        Assert.Equal((PersonalData.Basic, IdentifierKind.Direct, Mask.Initials), (head.PersonalData, head.Identifier,
            head.Mask));
        var opened = Example.FindField("opened_on")!;
        Assert.Equal(("dd/MM/yyyy", new DateOnly(1945, 9, 2)), (opened.DateFormat, opened.Minimum));
        var place = Example.FindField("location")!;
        Assert.Equal((FieldType.Geometry, GeometryKind.Point, "EPSG:4326"), (place.Type, place.Geometry, place.Crs));
    }

    [Fact]
    public void Rules_are_read()
    {
        var rule = Assert.Single(Example.Rules);

        Assert.Equal((RuleType.Custom, CheckKinds.PlausibleDate), (rule.Type, rule.Kind));
        Assert.Equal("opened_on", rule.Arguments["field"]);
        Assert.Equal("today", rule.Arguments["notAfter"]);
        Assert.Equal(QualityCriterion.Correct, rule.Criterion);
        Assert.Equal("The opening date lies in the future", rule.MessageEn);
    }

    [Fact]
    public void Between_is_strict_at_both_ends()
    {
        var between = new Bound(BoundOperator.Between, 1, 3);

        Assert.False(between.Holds(1));
        Assert.True(between.Holds(2));
        Assert.False(between.Holds(3));
        Assert.True(new Bound(BoundOperator.NotBetween, 1, 3).Holds(3));
    }

    [Fact]
    public void Every_property_of_ours_stands_in_the_example_and_in_the_table_of_the_page()
    {
        Assert.NotEmpty(PhusaProperties.All);
        Assert.All(PhusaProperties.All, one =>
        {
            Assert.Contains($"phusa.{one.Name}, value:", ContractFixture.Yaml.Replace("\n    value:", ", value:",
                StringComparison.Ordinal));
            Assert.Contains($"| {Word.Of(one.Level)} | `phusa.{one.Name}` |", ContractFixture.Page);
        });
        Assert.All(CheckKinds.All, kind => Assert.Contains($"| `{kind}` |", ContractFixture.Page));
        Assert.All(Phusa.Kernel.Identifiers.NamedFormat.All.Select(format => format.Name), format => Assert.Contains($"`{format}`", ContractFixture.Page));
    }

    [Fact]
    public void Every_kind_of_check_has_its_arguments() =>
        Assert.Equal(CheckKinds.All.Order(), RuleShapes.Kinds.Keys.Order());

    [Theory]
    [InlineData("", true)]
    [InlineData("- { property: phusa.personalData, value: none }", false)]
    public void A_telephone_number_is_taken_for_personal_data_until_the_contract_says_otherwise(string declared, bool warns)
    {
        var reading = ContractReader.Read(
            $"""
            apiVersion: v3.1.0
            kind: DataContract
            id: test.hotlines
            name: hotlines
            version: 1.0.0
            status: active
            schema:
              - name: hotlines
                logicalType: object
                properties:
                  - name: phone
                    logicalType: string
                    customProperties:
                      - {"{"} property: phusa.format, value: phone-vn {"}"}
                      {declared}
            """, "a.yaml");

        Assert.Equal(warns, reading.Warnings.Any(warning => warning.Code == "contract.undeclared-personal-data"));
        Assert.Equal(
            !warns, ContractWriter.Write(reading.Contract!).Contains("value: none", StringComparison.Ordinal));
    }
}
