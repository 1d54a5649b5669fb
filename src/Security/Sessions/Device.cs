namespace Phusa.Security.Sessions;

/// <summary>A browser's long name for itself in words a person recognises in a list of sessions.</summary>
internal static class Device
{
    /// <summary>Order matters: later browsers claim to be earlier ones.</summary>
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg/", "Edge"), ("OPR/", "Opera"), ("coc_coc", "Coc Coc"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];

    public static string Name(string userAgent) =>
        (Find(Browsers, userAgent), Find(Systems, userAgent)) switch
        {
            ({ } browser, { } system) => $"{browser} · {system}",
            ({ } browser, null) => browser,
            (null, { } system) => system,
            _ => userAgent.Length == 0 ? "?" : userAgent[..Math.Min(userAgent.Length, 60)],
        };

    private static string? Find((string Mark, string Name)[] known, string userAgent) =>
        known.FirstOrDefault(one => userAgent.Contains(one.Mark, StringComparison.OrdinalIgnoreCase)).Name;
}
