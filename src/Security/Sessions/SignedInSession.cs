namespace Phusa.Security.Sessions;

/// <summary>One browser in which an account is signed in.</summary>
internal sealed record SignedInSession(
    Guid Id, Guid AccountId, string Device, string Address, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt,
    DateTimeOffset ExpiresAt);
