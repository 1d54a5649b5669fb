using static Phusa.Exchange.Samples.Literal;

namespace Phusa.Exchange.Samples;

/// <summary>Python 3, without a library.</summary>
internal static class PythonSample
{
    public static string Of(SampleCall call) => $$"""
        import base64
        import json
        import os
        import urllib.error
        import urllib.parse
        import urllib.request

        client = os.environ["CLIENT_ID"] + ":" + os.environ["CLIENT_SECRET"]
        ask = urllib.request.Request(
            {{Quoted(call.Tokens)}},
            data=urllib.parse.urlencode({"grant_type": "client_credentials"}).encode(),
            headers={"Authorization": "Basic " + base64.b64encode(client.encode()).decode()},
        )
        with urllib.request.urlopen(ask) as granted:
            token = json.load(granted)["access_token"]

        call = urllib.request.Request(
            {{Quoted(call.Address)}},
            method={{Quoted(call.Method)}},
            headers={
                "Authorization": "Bearer " + token,{{Headers(call)}}
            },{{Body(call)}}
        )
        try:
            answer = urllib.request.urlopen(call)
        except urllib.error.HTTPError as refused:
            answer = refused
        print(answer.status, answer.headers.get("Phusa-Receipt"))
        print(answer.read().decode())

        """;

    private static string Headers(SampleCall call) =>
        string.Concat(call.Headers.Concat(call.Body is null ? [] : [new("Content-Type", call.BodyType!)])
            .Select(one => $"\n        {Quoted(one.Key)}: {Quoted(one.Value)},"));

    private static string Body(SampleCall call) => call.Body is { } body ? $"\n    data={Quoted(body)}.encode()," : "";
}
