namespace Phusa.Exchange.Samples;

/// <summary>A call that is shown in several languages.</summary>
/// <param name="Tokens">Where a token is asked for.</param>
/// <param name="Headers">Besides the token and the body's type.</param>
/// <param name="Body">Null for a call without one.</param>
internal sealed record SampleCall(
    string Tokens, string Method, string Address, IReadOnlyList<KeyValuePair<string, string>> Headers, string? BodyType, string? Body);

/// <summary>The call in one language.</summary>
/// <param name="File">A name under which it can be run.</param>
internal sealed record CodeSample(string Language, string File, string Code)
{
    /// <summary>Client id and secret are read from the environment in each: neither belongs in code.</summary>
    public static IReadOnlyList<CodeSample> Of(SampleCall call) =>
    [
        new("curl", "call.sh", CurlSample.Of(call)), new("C#", "Call.cs", CsharpSample.Of(call)), new("Java", "Call.java", JavaSample.Of(call)),
        new("Python", "call.py", PythonSample.Of(call)), new("JavaScript", "call.mjs", ScriptSample.Of(call)),
    ];
}
