using static Phusa.Exchange.Samples.Literal;

namespace Phusa.Exchange.Samples;

/// <summary>JavaScript on a server (Node 18 and later): a browser is no place for the secret.</summary>
internal static class ScriptSample
{
    public static string Of(SampleCall call) => $$"""
        const { CLIENT_ID, CLIENT_SECRET } = process.env;
        const granted = await fetch({{Quoted(call.Tokens)}}, {
          method: "POST",
          headers: { Authorization: "Basic " + Buffer.from(CLIENT_ID + ":" + CLIENT_SECRET).toString("base64") },
          body: new URLSearchParams({ grant_type: "client_credentials" }),
        });
        const { access_token } = await granted.json();

        const answer = await fetch({{Quoted(call.Address)}}, {
          method: {{Quoted(call.Method)}},
          headers: {
            Authorization: "Bearer " + access_token,{{Headers(call)}}
          },{{Body(call)}}
        });
        console.log(answer.status, answer.headers.get("Phusa-Receipt"));
        console.log(await answer.text());

        """;

    private static string Headers(SampleCall call) =>
        string.Concat(call.Headers.Concat(call.Body is null ? [] : [new("Content-Type", call.BodyType!)])
            .Select(one => $"\n    {Quoted(one.Key)}: {Quoted(one.Value)},"));

    private static string Body(SampleCall call) => call.Body is { } body ? $"\n  body: {Quoted(body)}," : "";
}
