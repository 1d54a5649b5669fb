namespace Phusa.Security.Web;

/// <summary>Names of the ways to prove who one is.</summary>
internal static class Schemes
{
    /// <summary>Picks one of the others by what the request carries.</summary>
    public const string Any = "phusa";

    public const string Session = "phusa.session";

    public const string ApiKey = "phusa.api-key";

    /// <summary>Password given, second factor still missing.</summary>
    public const string Half = "phusa.half";
}
