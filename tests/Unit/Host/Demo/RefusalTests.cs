namespace Phusa.Tests.Unit.Host.Demo;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("""{"kind": "nromal"}""", "unknown kind 'nromal'")]
    [InlineData("""{"kind": "range", "min": 1, "max": 2, "steps": 3}""", "unknown argument 'steps'")]
    [InlineData("""{"kind": "range", "min": 1}""", "'max' is missing")]
    [InlineData("""{"kind": "range", "min": 3, "max": 2}""", "'max' lies below 'min'")]
    [InlineData("""{"kind": "range", "min": "1", "max": 2}""", "'min' must be a number")]
    [InlineData("""{"kind": "choice", "values": []}""", "has nothing to choose from")]
    [InlineData("""{"kind": "choice", "values": ["a"], "order": "once"}""", "cannot take 1 values once each")]
    [InlineData("""{"kind": "choice", "from": "nowhere.code"}""", "there is no dataset 'nowhere'")]
    [InlineData("""{"kind": "choice", "from": "agencies.colour"}""", "'agencies' has no field 'colour'")]
    [InlineData("""{"kind": "weighted", "values": {"a": 0}}""", "weights must be zero or more")]
    [InlineData("""{"kind": "sum", "of": ["y"]}""", "there is no field 'y'")]
    [InlineData("""{"kind": "sum", "of": ["x"]}""", "is made of itself, in a circle")]
    [InlineData("""{"kind": "date", "from": "2024-02-30", "to": "2024-03-01"}""", "'from' is not an ISO date")]
    [InlineData("""{"kind": "timestamp", "end": "today", "step": "15 minutes"}""", "not an ISO 8601 duration")]
    [InlineData("""{"kind": "text-template", "template": "{x"}""", "never closed")]
    [InlineData("""{"kind": "commune", "weight": "fame"}""", "unknown weight 'fame'")]
    [InlineData("""{"kind": "range", "min": 1, "max": 9, "unique": true}""", "has fewer than 50 different values")]
    public void A_field_that_cannot_be_made_is_refused_with_file_and_field(string field, string reason)
    {
        var message = Generated.Refusal($"\"x\": {field}");

        Assert.StartsWith("sample.generate.json: field 'x': ", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_without_a_case_is_refused_when_the_field_alone_is_not_whole()
    {
        Assert.Contains("'max' is missing", Generated.Refusal("""
            "by": {"kind": "choice", "values": ["a", "b"]},
            "x": {"kind": "range", "min": 1, "by": "by", "cases": {"a": {"max": 2}}}
            """), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"pat": {"x": 0.1}}""", "unknown fault 'pat'")]
    [InlineData("""{"pad": {"y": 0.1}}""", "field 'y'")]
    [InlineData("""{"outlier": {"x": {"share": 0.1, "factor": 2}}}""", "is not a number")]
    public void A_fault_that_cannot_be_laid_is_refused(string faults, string reason)
    {
        var message = Generated.Refusal(""" "x": {"kind": "sequence"} """, faults);

        Assert.StartsWith("sample.generate.json: ", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }
}
