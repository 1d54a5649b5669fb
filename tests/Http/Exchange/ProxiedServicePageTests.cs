using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Exchange;

/// <summary>Services of systems behind the exchange, on the pages.</summary>
public sealed class ProxiedServicePageTests(ExchangeHost host) : IClassFixture<ExchangeHost>
{
    private const string Form = "/exchange/services/new";

    private const string Wsdl = """
        <definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/">
          <binding name="A"><soap:binding /><operation name="TraCuuHoTich"><soap:operation soapAction="urn:tra-cuu" /></operation></binding>
          <service name="S"><port name="P" binding="A"><soap:address location="https://ho-tich.example.vn/ws" /></port></service>
        </definitions>
        """;

    [Fact]
    public async Task A_file_is_brought_its_system_configured_and_the_service_published()
    {
        await using var system = await TestUpstream.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Headers.Authorization == "Bearer mot-ma-bi-mat-0123" ? 200 : 401;
            return Task.CompletedTask;
        });
        var (office, steward, analyst) =
            (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Steward), await host.AsAsync(Role.Analyst));
        Assert.Equal(HttpStatusCode.Forbidden, (await analyst.GetAsync(Form)).StatusCode);
        Assert.Contains(Form, await steward.GetStringAsync("/exchange/services"), StringComparison.Ordinal);
        var page = (await DraftAsync(steward, "rest", "trang-du-an", ProxiedServiceTests.Api)).Headers.Location!.OriginalString;

        var shown = await steward.GetStringAsync(page);
        Assert.Contains("GET /projects/{id}", shown, StringComparison.Ordinal);
        Assert.Contains("Tra cứu dự án", shown, StringComparison.Ordinal);
        Assert.Contains($"{page}/upstream", shown, StringComparison.Ordinal);
        Assert.Contains($"{page}/document", shown, StringComparison.Ordinal);
        var refused = await PhusaHost.SubmitAsync(
            steward, $"{page}/upstream", $"{page}/upstream", ("address", "http://10.0.0.5"), ("authentication", "bearer"), ("secret", "mot-ma-bi-mat-0123"), ("retries", "nhiều"));
        var text = await refused.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("field-address-error", text, StringComparison.Ordinal);
        Assert.Contains("field-retries-error", text, StringComparison.Ordinal);
        Assert.DoesNotContain("mot-ma-bi-mat", text, StringComparison.Ordinal);

        await PhusaHost.SubmitAsync(
            steward, $"{page}/upstream", $"{page}/upstream", ("address", system.Address.OriginalString), ("authentication", "bearer"),
            ("secret", "mot-ma-bi-mat-0123"), ("maintenanceUntil", "2099-01-31T07:30"), ("maintenanceMessage", "Nâng cấp máy chủ"));
        var settings = await steward.GetStringAsync($"{page}/upstream");
        Assert.Contains("…0123", settings, StringComparison.Ordinal);
        Assert.Contains("2099-01-31T07:30", settings, StringComparison.Ordinal);
        Assert.DoesNotContain("mot-ma-bi-mat", settings, StringComparison.Ordinal);
        await PhusaHost.SubmitAsync(steward, $"{page}/upstream", $"{page}/upstream/check");
        Assert.Contains("127.0.0.1 trả lời tốt", await steward.GetStringAsync($"{page}/upstream"), StringComparison.Ordinal);
        await PhusaHost.SubmitAsync(office, page, $"{page}/state", ("state", "Published"));

        Assert.Contains("Trả lời tốt", await analyst.GetStringAsync(page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync($"{page}/upstream")).StatusCode);
        Assert.DoesNotContain("mot-ma-bi-mat", await (await host.AsAsync(Role.Auditor)).GetStringAsync($"{page}/upstream"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await steward.GetAsync($"{page}/document")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await steward.PostAsync($"{page}/upstream/check", new FormUrlEncodedContent([]))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await steward.PostAsync($"{page}/upstream", new FormUrlEncodedContent([]))).StatusCode);
        var request = await office.GetStringAsync($"{page}/agreements/new");
        Assert.Contains("value=\"keeper\"", request, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"condition\"", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_a_document_is_listed_and_what_was_typed_stays()
    {
        var steward = await host.AsAsync(Role.Steward);

        var refused = await DraftAsync(steward, "rest", "sai mã", ProxiedServiceTests.Api.Replace("basic", "all", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var text = await refused.Content.ReadAsStringAsync();
        Assert.Contains("sai mã", text, StringComparison.Ordinal);
        Assert.Contains("field-code-error", text, StringComparison.Ordinal);
        Assert.Contains("/keeper/x-phusa-personal", text, StringComparison.Ordinal);

        var page = (await DraftAsync(steward, "rest", "thay-tai-lieu", ProxiedServiceTests.Api)).Headers.Location!.OriginalString;
        var replaced = await PhusaHost.SubmitAsync(steward, $"{page}/document", $"{page}/document", ("document", "openapi: 2.0.0"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, replaced.StatusCode);
        Assert.Contains("openapi: 2.0.0", await replaced.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await PhusaHost.SubmitAsync(
            steward, $"{page}/document", $"{page}/document", ("document", ProxiedServiceTests.Api.Replace("/projects/", "/works/", StringComparison.Ordinal)));
        Assert.Contains("GET /works/{id}", await steward.GetStringAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_certificate_is_brought_as_a_file_and_taken_away_again()
    {
        var steward = await host.AsAsync(Role.Steward);
        var page = (await DraftAsync(steward, "rest", "chung-thu", ProxiedServiceTests.Api)).Headers.Location!.OriginalString + "/upstream";
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=truc-lien-thong", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        async Task<HttpResponseMessage> SendAsync(byte[] file, string password = "")
        {
            using var form = new MultipartFormDataContent();
            form.Add(new StringContent("https://du-an.example.vn"), "address");
            form.Add(new StringContent(password), "certificatePassword");
            form.Add(new StringContent(await PhusaHost.TokenAsync(steward, page)), PhusaHost.TokenField);
            form.Add(new ByteArrayContent(file), "certificateFile", "gateway.pfx");
            return await steward.PostAsync(page, form);
        }

        Assert.Contains("certificateFile-error", await (await SendAsync(new byte[200_000])).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("certificateFile-error", await (await SendAsync(made.Export(X509ContentType.Pfx, "a"), "b")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await SendAsync(made.Export(X509ContentType.Pfx, "a"), "a");
        Assert.Contains("CN=truc-lien-thong", await steward.GetStringAsync(page), StringComparison.Ordinal);
        await SendAsync(Encoding.UTF8.GetBytes(made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem()));
        Assert.Contains("CN=truc-lien-thong", await steward.GetStringAsync(page), StringComparison.Ordinal);
        await PhusaHost.SubmitAsync(steward, page, page, ("address", "https://du-an.example.vn"), ("noCertificate", "true"));
        Assert.DoesNotContain("CN=truc-lien-thong", await steward.GetStringAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_SOAP_service_shows_its_operations_and_passes_whole_messages()
    {
        var (office, steward) = (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Steward));
        var page = (await DraftAsync(steward, "soap", "ho-tich", Wsdl)).Headers.Location!.OriginalString;
        Assert.Contains("https://ho-tich.example.vn/ws", await steward.GetStringAsync($"{page}/upstream"), StringComparison.Ordinal);
        await PhusaHost.SubmitAsync(steward, $"{page}/upstream", $"{page}/upstream", ("address", "https://ho-tich.example.vn/ws"));
        await PhusaHost.SubmitAsync(office, page, $"{page}/state", ("state", "Published"));

        var shown = await office.GetStringAsync(page);
        Assert.Contains("TraCuuHoTich", shown, StringComparison.Ordinal);
        Assert.Contains("nguyên thông điệp", shown, StringComparison.Ordinal);
        var form = $"{page}/agreements";
        Assert.DoesNotContain("name=\"fields\"", await office.GetStringAsync($"{form}/new"), StringComparison.Ordinal);
        var made = await PhusaHost.SubmitAsync(
            office, $"{form}/new", form, ("system", (await host.SystemAsync()).Id.ToString()), ("purpose", "Cấp thẻ"), ("legalBasis", "Luật"), ("validTo", "2099-01-31"));
        Assert.Contains("Nguyên thông điệp", await office.GetStringAsync(made.Headers.Location!.OriginalString), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> DraftAsync(HttpClient browser, string kind, string code, string document)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in new[]
        {
            ("kind", kind), ("member", $"{await host.OwnerAsync()}"), ("code", code), ("titleVi", "Dịch vụ thử"), ("classification", "Shared"),
            (PhusaHost.TokenField, await PhusaHost.TokenAsync(browser, Form)),
        })
        {
            form.Add(new StringContent(value), name);
        }
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(document)), "file", "tai-lieu.yaml");
        return await browser.PostAsync(Form, form);
    }
}
