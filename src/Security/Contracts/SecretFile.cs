namespace Phusa.Security.Contracts;

/// <summary>A secret of the installation as a file that only its owner reads, made when it is first wanted.</summary>
public static class SecretFile
{
    public static string ReadOrMake(string path, Func<string> make)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
        {
            Write(path, make());
        }
        return File.ReadAllText(path).Trim();
    }

    /// <summary>
    /// Written whole under another name, then put in place; when two processes start, the first one wins.
    /// </summary>
    public static void Write(string path, string secret)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using (var writer = new StreamWriter(draft, options))
        {
            writer.Write(secret);
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
