using Phusa.Catalog.Contracts;

namespace Phusa.Tests.Unit.Catalog;

/// <summary>One fault each, planted into the worked example by replacing one text.</summary>
public sealed class BrokenContractTests
{
    [Theory]
    [InlineData("domain: y-te", "domian: y-te", "contract.unknown-key", "domain")]
    [InlineData("phusa.theme", "phusa.tehme", "contract.unknown-property", "phusa.theme")]
    [InlineData("phusa.theme", "phusa.mask", "contract.misplaced-property", "a field")]
    [InlineData("phusa.theme", "phusa.titleVi", "contract.repeated-property", "twice")]
    [InlineData("status: active", "status: actve", "contract.not-one-of", "active")]
    [InlineData("version: 1.0.0", "version: new", "contract.version", "major.minor.patch")]
    [InlineData("id: vn.tinh", "name2: vn.tinh", "contract.missing-key", "'id'")]
    [InlineData("required: true", "required: maybe", "contract.wrong-type", "true or false")]
    [InlineData("correct: 95", "correct: 195", "contract.out-of-range", "0 to 100")]
    [InlineData("name: commune\n", "name: code\n", "contract.repeated-field", "code")]
    [InlineData("name: beds\n", "name: số giường\n", "contract.bad-name", "số giường")]
    [InlineData("name: beds\n", "name: c1\n", "contract.reserved-name", "c1")]
    [InlineData("name: beds\n", "name: _load\n", "contract.reserved-name", "_load")]
    [InlineData("minimum: 0, maximum: 5000", "minimum: 9, maximum: 8", "contract.empty-range", "9")]
    [InlineData("minimum: \"1945-09-02\"", "minimum: \"2/9/1945\"", "contract.bad-limit", "ISO 8601")]
    [InlineData("dd/MM/yyyy", "dd/MM/YYYY", "contract.date-pattern", "YYYY")]
    [InlineData("[0-9]{5}", "(?=0)[0-9]{5}", "contract.pattern", "look-ahead")]
    [InlineData("\"[0-9]{5}\"", "\"[0-9]{5}", "contract.syntax", "YAML")]
    [InlineData("commune-code", "comune-code", "contract.not-one-of", "commune-code")]
    [InlineData("phusa.classification, value: open", "phusa.classification, value: core", "contract.never-open",
        "core")]
    [InlineData("[ code, name, commune, beds, location ]", "[ code, head ]", "contract.open-personal-data", "head")]
    [InlineData("phusa.mask, value: initials", "phusa.mask, value: year", "contract.mask-type", "year")]
    [InlineData("lookup: [ code ]", "lookup: [ cod ]", "contract.no-such-field", "code")]
    [InlineData("unit: commune", "unit: month", "contract.partition-date", "commune")]
    [InlineData("unit: commune", "unit: hash", "contract.partition-buckets", "hash")]
    [InlineData("checks: { opened", "checks: { open", "contract.no-such-check", "opened-in-the-past")]
    [InlineData("kind: plausibleDate", "kind: plausibleDat", "contract.not-one-of", "plausibleDate")]
    [InlineData("notAfter: today", "notAftr: today", "contract.unknown-key", "notAfter")]
    [InlineData("0 2 1 * *", "0 2 1 *", "contract.schedule", "five parts")]
    [InlineData("unit: mo", "unit: moon", "contract.span", "month")]
    [InlineData("operator: greaterThan", "operator: isNull", "contract.condition-values", "isNull")]
    [InlineData("agencyField, value: managed_by", "agencyField, value: beds", "contract.agency-field", "beds")]
    [InlineData("agencyField, value: managed_by", "agencyField, value: office", "contract.no-such-field", "office")]
    [InlineData("geometry: location", "geometry: beds", "contract.map-geometry", "beds")]
    [InlineData("EPSG:4326", "WGS84", "contract.bad-crs", "WGS84")]
    [InlineData("phusa.geometry, value: point", "phusa.unit, value: point", "contract.crs-without-geometry",
        "phusa.crs")]
    [InlineData("phusa.codeList, value: communes@2025", "phusa.unit, value: x", "contract.label-without-list",
        "codeList")]
    [InlineData("phusa.personalData, value: basic", "phusa.personalData, value: none",
        "contract.identifier-without-data", "head")]
    [InlineData("        primaryKey: true\n", "", "contract.load-needs-key", "upsert")]
    [InlineData("2025-10-22", "22/10/2025", "contract.bad-date", "22/10/2025")]
    [InlineData("apiVersion: v3.1.0", "apiVersion: v2.2.2", "contract.not-one-of", "v3.1.0")]
    public void Each_fault_has_its_problem(string sound, string broken, string code, string says)
    {
        Assert.Contains(sound, ContractFixture.Yaml);

        var reading = ContractReader.Read(Replaced(sound, broken), "a.yaml");

        Assert.False(reading.IsDone);
        var problem = reading.Problems.First(problem => problem.Code == code);
        Assert.Contains(says, problem.Message.En);
        Assert.NotEmpty(problem.Message.Vi);
        Assert.Matches("^a\\.yaml:[0-9]+:[0-9]+", problem.Field);
    }

    [Fact]
    public void A_problem_names_file_line_column_and_path()
    {
        var line = ContractFixture.Yaml.Split('\n').Index().First(pair => pair.Item.Contains("mask",
            StringComparison.Ordinal));
        var column = line.Item.IndexOf("initials", StringComparison.Ordinal) + 1;

        var reading = ContractReader.Read(Replaced("initials", "year"), "y-te.yaml");

        Assert.Equal($"y-te.yaml:{line.Index + 1}:{column} schema[0].properties[4].phusa.mask",
            Assert.Single(reading.Problems).Field);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var yaml = Replaced("domain:", "domian:").Replace("initials", "year", StringComparison.Ordinal)
            .Replace("lookup: [ code ]", "lookup: [ nothing ]", StringComparison.Ordinal);

        Assert.Equal(["contract.unknown-key", "contract.mask-type", "contract.no-such-field"],
            ContractReader.Read(yaml, "a.yaml").Problems.Select(problem => problem.Code));
    }

    [Fact]
    public void A_suggestion_is_made_for_a_near_miss_only()
    {
        var far = ContractReader.Read(Replaced("phusa.theme", "phusa.xylophone"), "a.yaml");

        Assert.DoesNotContain("did you mean", Assert.Single(far.Problems).Message.En);
    }

    [Fact]
    public void Aliases_deep_nesting_and_other_documents_are_refused()
    {
        Assert.Equal("contract.alias", Code("a: &x 1\nb: *x\n"));
        Assert.Equal("contract.too-deep", Code(new string('[', 100) + new string(']', 100)));
        Assert.Equal("contract.not-a-mapping", Code("- a\n"));
        Assert.Equal("contract.not-a-mapping", Code(""));
        Assert.Equal("contract.syntax", Code("a: 1\na: 2\n"));
        Assert.Equal("contract.too-large", Code(new string('#', 2_000_001)));
    }

    [Fact]
    public void A_name_with_accents_is_a_warning() =>
        Assert.Equal("contract.unusual-name", Assert.Single(
            ContractReader.Read(Replaced("- name: head", "- name: người_đứng_đầu"), "a.yaml").Warnings).Code);

    private static string Code(string yaml) => Assert.Single(ContractReader.Read(yaml, "a.yaml").Problems).Code;

    private static string Replaced(string sound, string broken)
    {
        var at = ContractFixture.Yaml.IndexOf(sound, StringComparison.Ordinal);
        return ContractFixture.Yaml[..at] + broken + ContractFixture.Yaml[(at + sound.Length)..];
    }
}
