using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Phusa.Exchange;

/// <summary>The exchange and its tokens, under <c>Exchange</c>.</summary>
internal sealed class ExchangeOptions : IValidatableObject
{
    public const string Section = "Exchange";

    private const string InstanceForm = "[A-Za-z0-9._-]{1,64}";
    private const string DayForm = "yyyy-MM-dd";

    /// <summary>
    /// First part of every X-Road identifier. Default GL. It stands in what members configure on their side: settle it
    /// before the first one joins.
    /// </summary>
    [Required, RegularExpression(InstanceForm)]
    public string Instance { get; set; } = "GL";

    /// <summary>
    /// The address under which members reach this site, without a slash at its end; the issuer of tokens. Without it
    /// <c>http://localhost:</c> and the port, which does for trying out.
    /// </summary>
    [RegularExpression(@"https?://[^/?#]+(/[^?#]*[^/?#])?")]
    public string? Issuer { get; set; }

    /// <summary>
    /// Minutes for which a token may be used. Default 5. Shorter tokens are asked for more often; longer ones outlive a
    /// suspension wherever nobody introspects them.
    /// </summary>
    [Range(1, 60)]
    public int TokenMinutes { get; set; } = 5;

    /// <summary>Days for which one key signs tokens; then a new one is made. Default 30.</summary>
    [Range(1, 365)]
    public int SigningKeyDays { get; set; } = 30;

    /// <summary>
    /// The header in which the reverse proxy passes on the client certificate it was shown. Default none: no system can
    /// prove itself by certificate. The proxy must set it on every request, or anybody could claim a certificate.
    /// </summary>
    [RegularExpression("[A-Za-z0-9-]{1,64}")]
    public string? ClientCertificateHeader { get; set; }

    /// <summary>
    /// Public holidays, on which no request has to be answered: days as 2027-02-05, divided by commas. Default none, and
    /// then only Saturdays, Sundays, 1 January, 30 April, 1 May and 2 September do not count, nor the days in lieu of these.
    /// </summary>
    public string? Holidays { get; set; }

    /// <summary>
    /// Percent of a service's calls of 24 hours that may fail at the service or here before an alert opens. Default 5; callers'
    /// own mistakes do not count.
    /// </summary>
    [Range(1, 100)]
    public int AlertErrorPercent { get; set; } = 5;

    /// <summary>Days without a call after which a service that somebody may call opens an alert. Default 7.</summary>
    [Range(1, 30)]
    public int AlertSilentDays { get; set; } = 7;

    /// <summary>
    /// Code of the federated exchange that stands for the national platform (NDXP, NDOP). Default none: nothing is asked
    /// of the nation through this exchange.
    /// </summary>
    [RegularExpression(InstanceForm)]
    public string? NationalInstance { get; set; }

    /// <summary>
    /// Private networks in which systems behind services, federated exchanges and addresses of webhooks may lie, as <c>10.21.0.0/16</c>,
    /// divided by commas. Default none: then both go to public addresses alone. Whoever may describe a service or subscribe an
    /// address can have calls made into these networks, so name the systems' own, never that of this machine.
    /// </summary>
    public string? UpstreamNetworks { get; set; }

    /// <summary>
    /// Days for which what calls sent and were answered is kept, encrypted, beside their evidence. Default 0: not at all. It is data of
    /// others, of people too: keep it only where a dispute may need it, and no longer.
    /// </summary>
    [Range(0, 3650)]
    public int PayloadDays { get; set; }

    /// <summary>Kilobytes of a request or an answer up to which it is kept; longer ones are not. Default 64.</summary>
    [Range(1, 1024)]
    public int PayloadKilobytes { get; set; } = 64;

    /// <summary>What tokens are for: the services of this exchange.</summary>
    internal string Audience => $"urn:phusa:exchange:{Instance}";

    /// <summary>Whether another exchange may be called so.</summary>
    internal static bool IsInstance(string code) => Regex.IsMatch(code, $@"\A{InstanceForm}\z");

    internal string TokenEndpoint => $"{Issuer}/oauth/token";

    internal IReadOnlyList<DateOnly> HolidayDates =>
        [.. Parts(Holidays).Select(day => DateOnly.ParseExact(day, DayForm, CultureInfo.InvariantCulture))];

    internal IReadOnlyList<IPNetwork> Networks => [.. Parts(UpstreamNetworks).Select(IPNetwork.Parse)];

    internal TimeSpan TokenLifetime => TimeSpan.FromMinutes(TokenMinutes);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
    [
        .. Parts(Holidays).Where(day => !DateOnly.TryParseExact(day, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            .Select(day => new ValidationResult($"{Section}:{nameof(Holidays)}: \"{day}\" is no day as 2027-02-05", [nameof(Holidays)])),
        .. Parts(UpstreamNetworks).Where(network => !IPNetwork.TryParse(network, out _))
            .Select(network => new ValidationResult(
                $"{Section}:{nameof(UpstreamNetworks)}: \"{network}\" is no network as 10.21.0.0/16", [nameof(UpstreamNetworks)])),
    ];

    private static string[] Parts(string? list) =>
        (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
