namespace Phusa.OpenData.Catalogue;

/// <summary>Themes come from data, and may name an icon that the design system does not have.</summary>
internal static class ThemeIcons
{
    private const string Usual = "category";

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "leaf", "plant-2", "droplet", "fish", "tree", "flame", "cloud-rain", "sun-wind", "building", "building-bank",
        "building-community", "building-factory-2", "school", "book", "stethoscope", "heart-rate-monitor", "users", "user",
        "bus", "car", "road", "route", "map", "map-pin", "chart-bar", "chart-line", "cash", "coin", "receipt", "briefcase",
        "tools", "device-desktop", "device-mobile", "server-2", "camera", "world", "home", "clipboard-list", "palette",
        "cpu", "wifi", "news", "gavel", "certificate", "shield", "database",
    };

    private static readonly Dictionary<string, string> Alike = new(StringComparer.Ordinal)
    {
        ["device-desktop-analytics"] = "device-desktop", ["heartbeat"] = "heart-rate-monitor", ["building-store"] = "cash",
    };

    public static string Of(string name) =>
        Known.Contains(name) ? name : Alike.GetValueOrDefault(name, Usual);
}
