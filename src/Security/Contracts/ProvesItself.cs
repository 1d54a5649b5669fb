namespace Phusa.Security.Contracts;

/// <summary>
/// On an endpoint whose callers prove themselves in the request, and which sets its own limits: no account is looked for,
/// nothing is counted, and there is no form that could come from elsewhere.
/// </summary>
public sealed class ProvesItself
{
    public static readonly ProvesItself Here = new();

    private ProvesItself()
    {
    }

    internal static bool Is(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<ProvesItself>() is not null;
}
