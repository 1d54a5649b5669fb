using System.Security.Cryptography;

namespace Phusa.Security.Administration;

/// <summary>
/// A password that is read out or handed over once and must be replaced at first use: letters and digits that nobody
/// mistakes for each other, in groups, about 79 bits of chance.
/// </summary>
internal static class OneTimePassword
{
    /// <summary>Time enough to reach the person, short enough not to lie about.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Fewer different characters than this are refused of people too.</summary>
    private const int Different = 5;

    public static string Make()
    {
        string made;
        do
        {
            made = string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));
        }
        while (made.Distinct().Count() <= Different);
        return made;
    }
}

/// <summary>Shown once to the administrator, kept nowhere.</summary>
internal sealed record GivenPassword(Guid Account, string Password);
