using System.Globalization;
using System.Text;
using Phusa.Kernel.Periods;

namespace Phusa.Exchange.Upstreams;

/// <summary>Settings as the form sends them; what is no number becomes one that is refused.</summary>
internal static class UpstreamForm
{
    private const string Minute = "yyyy-MM-dd'T'HH:mm";

    private const long LargestCertificate = 100_000;

    /// <summary>Secrets that are left empty stay, as the form never shows them.</summary>
    /// <param name="certificate">The file as the order takes it; null where none was chosen.</param>
    public static UpstreamOrder Read(IFormCollection form, string? certificate) => new(
        form["address"], form["authentication"], form["name"], form["secret"],
        form["noCertificate"] == "true" ? "" : certificate, Given(form["certificatePassword"]), form["trustedRoots"],
        form["healthPath"], Number(form["connectingSeconds"]), Number(form["silenceSeconds"]), Number(form["retries"]),
        Number(form["concurrent"]), Number(form["largestBodyKilobytes"]), Time(form["maintenanceUntil"]), form["maintenanceMessage"],
        form["errorPointer"], form["errorSuccess"], form["unwrapXml"],
        form["answerCheck"]);

    /// <summary>PEM as its text, PFX in base64. A longer file is no certificate and is refused as one.</summary>
    public static async Task<string?> CertificateAsync(IFormFile? file, CancellationToken cancellation)
    {
        if (file is not { Length: > 0 })
        {
            return null;
        }
        using var bytes = new MemoryStream();
        if (file.Length <= LargestCertificate)
        {
            await file.CopyToAsync(bytes, cancellation);
        }
        var whole = bytes.ToArray();
        return whole.AsSpan().IndexOf("-----BEGIN"u8) >= 0 ? Encoding.UTF8.GetString(whole)
            : whole.Length == 0 ? "?" : Convert.ToBase64String(whole);
    }

    /// <summary>What the form shows at first: what there is, but for secrets.</summary>
    public static UpstreamOrder Of(UpstreamSettings? settings) => settings is null ? new() : new(
        settings.Address.OriginalString, settings.Authentication.Kind.ToString(), settings.Authentication.Name, null, null, null,
        settings.TrustedRoots, settings.HealthPath, settings.Limits.ConnectingSeconds, settings.Limits.SilenceSeconds,
        settings.Limits.Retries, settings.Limits.Concurrent, settings.Limits.LargestBodyKilobytes, settings.Maintenance?.Until,
        settings.Maintenance?.Message, settings.Errors?.Pointer, settings.Errors?.Written, settings.Xml?.Written,
        settings.Checking.ToString());

    /// <summary>As the field of the form has it, in Vietnam's time.</summary>
    public static string Write(DateTimeOffset at) => VietnamTime.Of(at).ToString(Minute, CultureInfo.InvariantCulture);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static int? Number(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static DateTimeOffset? Time(string? text) => DateTime.TryParseExact(
        text, Minute, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? new(time, VietnamTime.Offset) : null;
}
