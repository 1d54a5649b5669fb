namespace Phusa.Security.Identity;

/// <summary>A person's account as ASP.NET Core Identity changes it before its store writes it.</summary>
internal sealed class Account
{
    public required Guid Id { get; init; }

    public required string UserName { get; set; }

    public string NormalizedUserName { get; set; } = "";

    public required string DisplayName { get; set; }

    public string? PasswordHash { get; set; }

    /// <summary>Changes with the password and the second factor; a session made under another stamp is over.</summary>
    public string SecurityStamp { get; set; } = "";

    public int FailedCount { get; set; }

    public DateTimeOffset? LockoutEnd { get; set; }

    public bool TwoFactor { get; set; }

    public string? AuthenticatorKey { get; set; }

    /// <summary>Since when an administrator keeps it closed; null when it is open.</summary>
    public DateTimeOffset? LockedAt { get; init; }

    /// <summary>
    /// Until when the password that was given out may be used to choose one's own; null once that was done. Till then the
    /// account holds no role.
    /// </summary>
    public DateTimeOffset? OneTimeUntil { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
