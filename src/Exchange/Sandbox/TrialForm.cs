using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Phusa.Exchange.OpenApi;

namespace Phusa.Exchange.Sandbox;

/// <summary>What was filled in to try an operation: a value for each parameter, several lines for a list, and the body.</summary>
internal sealed record TrialForm(DescribedOperation Operation, IReadOnlyDictionary<string, string> Values, string? Body)
{
    public static string NameOf(DescribedParameter parameter) => $"{parameter.In}.{parameter.Name}";

    /// <summary>To begin with: what must be there has a value that fits.</summary>
    public static TrialForm Of(DescribedOperation operation) => new(
        operation, operation.Parameters.Where(one => one.IsRequired).ToDictionary(NameOf, one => one.Sample), operation.Body?.Sample ?? (operation.Body is null ? null : ""));

    public static TrialForm Read(DescribedOperation operation, IFormCollection form) => new(
        operation, operation.Parameters.ToDictionary(NameOf, one => ((string?)form[NameOf(one)] ?? "").Trim()),
        operation.Body is null ? null : (string?)form["body"] ?? "");

    public string? Value(DescribedParameter parameter) => Values.GetValueOrDefault(NameOf(parameter));

    /// <summary>The path behind the service's address with its values, each a segment's text.</summary>
    public string Path => In("path").Aggregate(Operation.Path, (path, one) => path.Replace(
        $"{{{one.Of.Name}}}", string.Join(',', one.Values.Select(Uri.EscapeDataString)), StringComparison.Ordinal));

    /// <summary>Of a list each value by itself, or all in one with the sign between them that the document says.</summary>
    public string Query => string.Join('&', In("query").SelectMany(one => Pairs(one.Of, [.. one.Values.Select(Uri.EscapeDataString)]))) is { Length: > 0 } query
        ? $"?{query}" : "";

    /// <summary>A header has one line; what would begin another is no part of it.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => [.. In("header").Select(one => new KeyValuePair<string, string>(
        one.Of.Name, string.Concat(string.Join(',', one.Values).Where(sign => !char.IsControl(sign)))))];

    public bool HasBody => !string.IsNullOrWhiteSpace(Body);

    /// <summary>The same as a request that came in, for the sandbox to answer.</summary>
    /// <param name="address">Of the service in the sandbox.</param>
    public HttpContext Request(HttpContext by, string address)
    {
        var http = new DefaultHttpContext { RequestServices = by.RequestServices, User = by.User };
        var (request, target) = (http.Request, address + (Path == "/" ? "" : Path));
        request.Method = Operation.Method;
        request.Scheme = by.Request.Scheme;
        request.Host = by.Request.Host;
        request.Path = PathString.FromUriComponent(target);
        request.QueryString = new QueryString(Query);
        request.Headers.Accept = Operation.Answers.FirstOrDefault(one => one.IsWell)?.Body?.Type;
        foreach (var (name, value) in Headers)
        {
            request.Headers[name] = new StringValues(value);
        }
        http.Features.Get<IHttpRequestFeature>()!.RawTarget = target + Query;
        http.Features.Set<IHttpRequestBodyDetectionFeature>(new BodyKnown(HasBody));
        if (HasBody)
        {
            var body = Encoding.UTF8.GetBytes(Body!);
            (request.ContentType, request.ContentLength, request.Body) = (Operation.Body!.Type, body.Length, new MemoryStream(body));
        }
        http.Response.Body = new MemoryStream();
        return http;
    }

    private static IEnumerable<string> Pairs(DescribedParameter one, string[] values)
    {
        var name = Uri.EscapeDataString(one.Name);
        return one.Parameter.IsExploded ? values.Select(value => $"{name}={value}")
            : [$"{name}={string.Join(one.Parameter.Separator == ',' ? "," : Uri.HexEscape(one.Parameter.Separator), values)}"];
    }

    /// <summary>Empty values are left out, but for those of the path, without which it has no meaning.</summary>
    private IEnumerable<(DescribedParameter Of, string[] Values)> In(string place) => Operation.Parameters.Where(one => one.In == place)
        .Select(one => (one, Split(one, Value(one) ?? ""))).Where(one => place == "path" || one.Item2.Length > 0);

    private static string[] Split(DescribedParameter one, string text) =>
        one.Parameter.IsList ? text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        : text.Length > 0 ? [text] : [];

    private sealed record BodyKnown(bool CanHaveBody) : IHttpRequestBodyDetectionFeature;
}

/// <summary>What came of a trial.</summary>
/// <param name="Line">The request line, as it was sent.</param>
internal sealed record TrialAnswer(
    string Line, int Status, string Reason, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body, TimeSpan Took);
