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
}
