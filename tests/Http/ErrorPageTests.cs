using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Phusa.Tests.Http.OpenData;

namespace Phusa.Tests.Http;

[Collection(PortalHostGroup.Name)]
public sealed class ErrorPageTests(PortalHost host)
{
    [Theory]
    [InlineData("GET", "/khong-co", HttpStatusCode.NotFound, "Không có trang này")]
    [InlineData("GET", "/khong-co?lang=en", HttpStatusCode.NotFound, "There is no such page")]
    [InlineData("PUT", "/datasets", HttpStatusCode.MethodNotAllowed, "Địa chỉ này không nhận cách gọi đó")]
    [InlineData("POST", "/sign-in", HttpStatusCode.BadRequest, "Yêu cầu không đọc được")]
    public async Task People_get_a_page_in_their_language(string method, string path, HttpStatusCode status, string title)
    {
        using var request = new HttpRequestMessage(new(method), path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        request.Content = method == "POST" ? new FormUrlEncodedContent([]) : null;
        using var answer = await host.Client().SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains($"<h1>{title}", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/v1/khong-co", "application/json", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/v1/khong-co", "text/html", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/v1/datasets/roads", "*/*", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/api/v1/datasets/roads/query", "application/json", HttpStatusCode.BadRequest)]
    public async Task Programs_get_a_problem_that_says_what_to_do(string method, string path, string accept, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new(method), path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        request.Content = method == "POST" ? new StringContent("{bad", new MediaTypeHeaderValue("application/json")) : null;
        using var answer = await host.Client().SendAsync(request);
        var said = await answer.Content.ReadAsStringAsync();

        Assert.Equal(status, answer.StatusCode);
        if (accept != "text/html")
        {
            Assert.NotEmpty((string?)JsonNode.Parse(said)!["detail"] ?? "");
        }
        Assert.DoesNotContain("<html", said, StringComparison.Ordinal);
        Assert.NotEmpty(said);
    }
}
