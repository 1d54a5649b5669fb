namespace Phusa.Intake.Uploads;

/// <summary>Reads the header <c>Upload-Checksum: sha256 BASE64</c>.</summary>
internal static class Checksum
{
    private const int Sha256Bytes = 32;

    /// <returns>False when the header is there and cannot be read; without it <paramref name="sha256"/> is null.</returns>
    public static bool TryRead(string? header, out byte[]? sha256)
    {
        sha256 = null;
        if (string.IsNullOrEmpty(header))
        {
            return true;
        }
        var hash = new byte[Sha256Bytes];
        if (header.Split(' ') is not ["sha256", var text]
            || !Convert.TryFromBase64String(text, hash, out var length) || length != Sha256Bytes)
        {
            return false;
        }
        sha256 = hash;
        return true;
    }
}
