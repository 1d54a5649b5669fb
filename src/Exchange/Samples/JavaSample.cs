using static Phusa.Exchange.Samples.Literal;

namespace Phusa.Exchange.Samples;

/// <summary>Java 11 and later, without a library.</summary>
internal static class JavaSample
{
    public static string Of(SampleCall call) => $$"""
        import java.net.URI;
        import java.net.http.HttpClient;
        import java.net.http.HttpRequest;
        import java.net.http.HttpResponse;
        import java.nio.charset.StandardCharsets;
        import java.util.Base64;
        import java.util.regex.Pattern;

        public class Call {
            public static void main(String[] args) throws Exception {
                HttpClient http = HttpClient.newHttpClient();
                String client = System.getenv("CLIENT_ID") + ":" + System.getenv("CLIENT_SECRET");
                HttpRequest ask = HttpRequest.newBuilder(URI.create({{Quoted(call.Tokens)}}))
                    .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                    .build();
                String granted = http.send(ask, HttpResponse.BodyHandlers.ofString()).body();
                var token = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"").matcher(granted);
                if (!token.find()) {
                    throw new IllegalStateException(granted);
                }

                HttpRequest call = HttpRequest.newBuilder(URI.create({{Quoted(call.Address)}}))
                    .header("Authorization", "Bearer " + token.group(1)){{Headers(call)}}
                    .method({{Quoted(call.Method)}}, {{Body(call)}})
                    .build();
                HttpResponse<String> answer = http.send(call, HttpResponse.BodyHandlers.ofString());
                System.out.println(answer.statusCode());
                System.out.println(answer.headers().firstValue("Phusa-Receipt").orElse(""));
                System.out.println(answer.body());
            }
        }

        """;

    private static string Headers(SampleCall call) =>
        string.Concat(call.Headers.Concat(call.Body is null ? [] : [new("Content-Type", call.BodyType!)])
            .Select(one => $"\n            .header({Quoted(one.Key)}, {Quoted(one.Value)})"));

    private static string Body(SampleCall call) => call.Body is { } body
        ? $"HttpRequest.BodyPublishers.ofString({Quoted(body)})" : "HttpRequest.BodyPublishers.noBody()";
}
