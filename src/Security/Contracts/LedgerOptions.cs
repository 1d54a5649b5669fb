using System.ComponentModel.DataAnnotations;

namespace Phusa.Security.Contracts;

/// <summary>Settings of the ledger, under <c>Ledger</c>.</summary>
public sealed class LedgerOptions
{
    internal const string Section = "Ledger";

    /// <summary>
    /// The log's name in signed heads, without blanks. It must be this deployment's own and never change: auditors and
    /// witnesses tell logs apart by it. Default <c>phusa.ledger</c>.
    /// </summary>
    [Required, RegularExpression(@"[^\s+]+")]
    public string Origin { get; set; } = "phusa.ledger";

    /// <summary>Address of a timestamp authority (RFC 3161); without one, heads carry signatures alone. Default none.</summary>
    public Uri? TimestampUrl { get; set; }

    /// <summary>Minutes between two timestamps, and between looks for sealed parts whose time is over. 1 to 1440, default 10.</summary>
    [Range(1, 1440)]
    public int TimestampMinutes { get; set; } = 10;

    /// <summary>
    /// Hours for which entries are taken while the timestamp authority gives no timestamp; then they are refused, and with them
    /// calls and reads of personal data, until it answers again. 0 to 8760, default 0: never refused. X-Road takes 4.
    /// </summary>
    [Range(0, 8760)]
    public int TimestampWindowHours { get; set; }
}
