using static Phusa.Exchange.Samples.Literal;

namespace Phusa.Exchange.Samples;

internal static class CurlSample
{
    public static string Of(SampleCall call) => $$"""
        TOKEN=$(curl -su "$CLIENT_ID:$CLIENT_SECRET" -d grant_type=client_credentials \
          {{Shell(call.Tokens)}} | jq -r .access_token)

        curl -si -X {{call.Method}} -H "Authorization: Bearer $TOKEN"{{Parts(call)}} \
          {{Shell(call.Address)}}

        """;

    private static string Parts(SampleCall call)
    {
        var headers = call.Headers.Select(one => $"{one.Key}: {one.Value}").Concat(call.Body is null ? [] : [$"Content-Type: {call.BodyType}"]);
        return string.Concat(headers.Select(one => $" \\\n  -H {Shell(one)}"))
            + (call.Body is { } body ? $" \\\n  --data-raw {Shell(body)}" : "");
    }
}
