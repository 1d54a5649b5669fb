using System.ComponentModel.DataAnnotations;

namespace Phusa.Security.Limits;

/// <summary>How much one caller may ask for, under <c>Limits</c>.</summary>
internal sealed class LimitsOptions
{
    public const string Section = "Limits";

    /// <summary>
    /// Requests to the API in a minute from one address without an account. Default 1200; 0 sets no limit. Many people
    /// may share an address.
    /// </summary>
    [Range(0, 10_000_000)]
    public int AnonymousPerMinute { get; set; } = 1200;

    /// <summary>
    /// Requests to the API in a minute of one account, with sessions and with keys counted apart. Default 6000; 0 sets no
    /// limit.
    /// </summary>
    [Range(0, 10_000_000)]
    public int AccountPerMinute { get; set; } = 6000;

    /// <summary>
    /// Whether requests that this machine itself sends go without a limit. Default yes: they come from its own programs,
    /// and a proxy says for whom it asks.
    /// </summary>
    public bool SparesLocal { get; set; } = true;

    /// <summary>Attempts to sign in from one address in a minute. Default 20: an office behind one address gets in.</summary>
    [Range(1, 100_000)]
    public int SignInsPerMinute { get; set; } = 20;

    /// <summary>Largest body of a request, in kilobytes. Default 4096. Uploads have limits of their own.</summary>
    [Range(16, 1_048_576)]
    public int BodyKilobytes { get; set; } = 4096;
}
