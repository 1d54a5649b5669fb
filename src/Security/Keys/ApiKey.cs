namespace Phusa.Security.Keys;

/// <summary>A person's key for programs. The key itself is shown once and kept only as a hash.</summary>
/// <param name="Hint">The first characters, by which its owner recognises it.</param>
internal sealed record ApiKey(
    Guid Id, string Name, string Hint, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt,
    DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt);

/// <summary>A key just made: the only time its secret is known.</summary>
internal sealed record NewApiKey(Guid Id, string Name, string Secret, DateTimeOffset ExpiresAt);
