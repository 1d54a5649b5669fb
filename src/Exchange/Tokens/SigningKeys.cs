using Microsoft.Extensions.Options;

namespace Phusa.Exchange.Tokens;

/// <summary>
/// The keys that sign tokens, in the folder of the installation's other secrets. A new one is made when the newest grows
/// old; the one before stays published until the last token it signed has ended, and is then deleted. Nodes that share
/// the folder find each other's keys: it is read again every minute, and when a token names a key that is not known.
/// </summary>
internal sealed class SigningKeys(string directory, IOptions<ExchangeOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    /// <summary>How soon an unknown key makes the folder be read again: tokens are cheap to make up.</summary>
    private static readonly TimeSpan Hurried = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, SigningKey> read = new(StringComparer.Ordinal);
    private SigningKey[] known = [];
    private DateTimeOffset? takenAt;

    /// <summary>The key for new tokens.</summary>
    public SigningKey Current()
    {
        lock (gate)
        {
            Refresh(Fresh);
            var now = clock.GetUtcNow();
            if (known is not [var newest, ..] || now - newest.CreatedAt >= TimeSpan.FromDays(options.Value.SigningKeyDays))
            {
                Directory.CreateDirectory(directory);
                SigningKey.Make(directory, now);
                Refresh(TimeSpan.Zero);
            }
            return known[0];
        }
    }

    /// <summary>A key whose tokens may still be in use; null for any other.</summary>
    public SigningKey? Find(string id)
    {
        lock (gate)
        {
            Refresh(Fresh);
            if (Array.Find(known, key => key.Id == id) is { } found)
            {
                return found;
            }
            Refresh(Hurried);
            return Array.Find(known, key => key.Id == id);
        }
    }

    /// <summary>Every key whose tokens may still be in use, the current one first.</summary>
    public PublishedKeys Published()
    {
        Current();
        lock (gate)
        {
            return new([.. known.Select(key => key.Published())]);
        }
    }

    private void Refresh(TimeSpan fresh)
    {
        var now = clock.GetUtcNow();
        if (takenAt is { } taken && now - taken < fresh)
        {
            return;
        }
        takenAt = now;
        var all = !Directory.Exists(directory) ? []
            : SigningKey.Files(directory).Select(Read).OrderByDescending(key => key.CreatedAt)
                .ThenBy(key => key.Id, StringComparer.Ordinal).ToArray();
        var ended = all.Skip(1).Zip(all, (key, successor) => (Key: key, At: successor.CreatedAt))
            .Where(pair => now - pair.At > options.Value.TokenLifetime + VerifyToken.Skew).Select(pair => pair.Key).ToList();
        foreach (var key in ended)
        {
            File.Delete(key.Path);
            read.Remove(key.Path);
        }
        known = [.. all.Except(ended)];
    }

    private SigningKey Read(string path) =>
        read.TryGetValue(path, out var key) ? key : read[path] = SigningKey.Read(path);
}
