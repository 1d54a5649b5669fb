using static Phusa.Exchange.Samples.Literal;

namespace Phusa.Exchange.Samples;

internal static class CsharpSample
{
    public static string Of(SampleCall call) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Net.Http;
        using System.Net.Http.Headers;
        using System.Text;
        using System.Text.Json;

        using var http = new HttpClient();
        var client = Environment.GetEnvironmentVariable("CLIENT_ID") + ":" + Environment.GetEnvironmentVariable("CLIENT_SECRET");
        using var ask = new HttpRequestMessage(HttpMethod.Post, {{Quoted(call.Tokens)}});
        ask.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(client)));
        ask.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials" });
        using var granted = await http.SendAsync(ask);
        granted.EnsureSuccessStatusCode();
        using var grant = JsonDocument.Parse(await granted.Content.ReadAsStringAsync());

        using var call = new HttpRequestMessage(new HttpMethod({{Quoted(call.Method)}}), {{Quoted(call.Address)}});
        call.Headers.Authorization = new AuthenticationHeaderValue("Bearer", grant.RootElement.GetProperty("access_token").GetString());
        {{Parts(call)}}using var answer = await http.SendAsync(call);
        Console.WriteLine((int)answer.StatusCode);
        Console.WriteLine(answer.Headers.TryGetValues("Phusa-Receipt", out var receipt) ? string.Join(", ", receipt) : "");
        Console.WriteLine(await answer.Content.ReadAsStringAsync());

        """;

    private static string Parts(SampleCall call) =>
        string.Concat(call.Headers.Select(one => $"call.Headers.TryAddWithoutValidation({Quoted(one.Key)}, {Quoted(one.Value)});\n"))
        + (call.Body is { } body ? $"call.Content = new StringContent({Quoted(body)}, Encoding.UTF8, {Quoted(call.BodyType!)});\n" : "");
}
