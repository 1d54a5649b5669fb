using System.Security.Cryptography;

namespace Phusa.Security.Access;

/// <summary>
/// The installation's secret for <c>MaskKind.Hash</c>: 256 bits made at first use and kept beside the data-protection
/// keys. Whoever has it can try out all citizen numbers, so it never leaves the node; losing it only changes the
/// hashes.
/// </summary>
internal sealed class MaskKey(string directory)
{
    private readonly Lazy<string> value = new(() => Read(directory));

    /// <summary>64 hexadecimal digits.</summary>
    public string Value => value.Value;

    private static string Read(string directory)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, "mask.key");
        if (!File.Exists(path))
        {
            Write(path);
        }
        var text = File.ReadAllText(path).Trim();
        return text.Length == 64 && text.All(char.IsAsciiHexDigit)
            ? text
            : throw new InvalidDataException($"{path} does not hold 64 hexadecimal digits");
    }

    /// <summary>
    /// Written whole under another name, then put in place; when two processes start, the first one wins.
    /// </summary>
    private static void Write(string path)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using (var writer = new StreamWriter(draft, options))
        {
            writer.Write(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        }
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
