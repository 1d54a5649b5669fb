using Phusa.Kernel.Outcomes;

namespace Phusa.Security.Keys;

/// <summary>Making keys for programs.</summary>
internal sealed class ApiKeys(ApiKeyStore store, TimeProvider time)
{
    public const int LongestDays = 366;

    private const int LongestName = 80;

    /// <summary>Enough for anyone's programs, few enough to look through.</summary>
    private const int MostKeys = 20;

    public async Task<Outcome<NewApiKey>> CreateAsync(
        Guid account, string? name, int days, CancellationToken cancellation)
    {
        var problems = new List<Problem>();
        var title = name?.Trim() ?? "";
        if (title.Length is 0 or > LongestName)
        {
            problems.Add(new("name", "key.name-invalid", T.KeyNameInvalid(LongestName)));
        }
        if (days is < 1 or > LongestDays)
        {
            problems.Add(new("days", "key.days-invalid", T.KeyDaysInvalid(LongestDays)));
        }
        if (await store.CountUsableAsync(account, cancellation) >= MostKeys)
        {
            problems.Add(new("", "key.too-many", T.KeyTooMany(MostKeys)));
        }
        if (problems.Count > 0)
        {
            return new Refusal(problems);
        }
        var now = time.GetUtcNow();
        var secret = KeySecret.Make();
        var key = new ApiKey(
            Guid.CreateVersion7(now), title, KeySecret.Hint(secret), now, now.AddDays(days), null, null);
        await store.AddAsync(account, key, KeySecret.Hash(secret), cancellation);
        return new NewApiKey(key.Id, title, secret, key.ExpiresAt);
    }
}
