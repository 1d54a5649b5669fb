using System.Text.Json;
using Phusa.Exchange.Upstreams;

namespace Phusa.Tests.Unit.Exchange.Upstreams;

public sealed class ErrorRuleTests
{
    [Theory]
    [InlineData("/error_code", "0, \"0\"", """{"error_code":0}""", true)]
    [InlineData("/error_code", "0, \"0\"", """{"error_code":0.0}""", true)]
    [InlineData("/error_code", "0, \"0\"", """{"error_code":"0"}""", true)]
    [InlineData("/error_code", "0, \"0\"", """{"error_code":101}""", false)]
    [InlineData("/error_code", "0, \"0\"", """{"data":[]}""", false)]
    [InlineData("/error_code", "0, \"0\"", "[]", false)]
    [InlineData("/error_code", "0, null", """{"data":[]}""", true)]
    [InlineData("/status/ok", "true", """{"status":{"ok":true}}""", true)]
    [InlineData("/status/ok", "true", """{"status":{"ok":"true"}}""", false)]
    public void An_answer_is_well_when_its_value_is_one_of_success(string pointer, string success, string answer, bool isWell)
    {
        var problem = ErrorRule.Read(pointer, success)!.Check(JsonDocument.Parse(answer).RootElement);
        Assert.Equal(isWell ? null : "answer.error", problem?.Code);
    }

    [Fact]
    public void The_caller_is_told_the_code_and_nothing_of_an_object()
    {
        var rule = ErrorRule.Read("/e", "0")!;
        Assert.Contains("/e: 101 AUTHEN_ERROR", Told("""{"e":"101 AUTHEN_ERROR"}"""), StringComparison.Ordinal);
        Assert.Contains("/e: …", Told("""{"e":{"name":"Nguyễn Văn An"}}"""), StringComparison.Ordinal);
        Assert.DoesNotContain(new string('x', 101), Told($$"""{"e":"{{new string('x', 500)}}"}"""), StringComparison.Ordinal);

        string Told(string answer) => rule.Check(JsonDocument.Parse(answer).RootElement)!.Message.Vi;
    }

    [Theory]
    [InlineData("error_code", "0")]
    [InlineData("/error_code", "")]
    [InlineData("/error_code", "ok")]
    [InlineData("/error_code", "[0]")]
    [InlineData("/error_code", "0], [1")]
    public void What_is_no_rule_is_none(string pointer, string success) => Assert.Null(ErrorRule.Read(pointer, success));

    [Fact]
    public void A_rule_is_kept_as_it_was_written() =>
        Assert.Equal(ErrorRule.Read("/a", "0,\"0\" ,null"), ErrorRule.Read("/a", ErrorRule.Read("/a", "0,\"0\" ,null")!.Written));
}
