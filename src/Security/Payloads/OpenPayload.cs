using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Phusa.Kernel;
using Phusa.Kernel.Data;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;
using Phusa.Security.Ledger;

namespace Phusa.Security.Payloads;

/// <summary>Content of an entry that was opened.</summary>
/// <param name="IsTrue">Whether it has the hash that stands in the entry.</param>
/// <param name="Text">As UTF-8; null for what is no text.</param>
internal sealed record OpenedPart(string Name, bool IsTrue, string? Text, int Bytes);

/// <summary>
/// Opens kept content of a call for an auditor who says why. That is an entry of its own before anything is shown, about the
/// same people as the call, who are told of it.
/// </summary>
internal sealed class OpenPayload(
    [FromKeyedServices(KernelModule.Ledger)] Database ledger, LedgerStore entries, Contracts.Ledger evidence,
    SealedPayloads payloads, TimeProvider clock)
{
    public const string Kind = "payload-opened";

    private const int LongestReason = 500;

    public async Task<Outcome<IReadOnlyList<OpenedPart>>> RunAsync(Caller by, long seq, string? reason, CancellationToken cancellation)
    {
        if (reason?.Trim() is not { Length: > 0 and <= LongestReason } why || Kernel.Identifiers.PersonInText.Names(why))
        {
            return new Refusal(new Problem("reason", "payload.reason", T.PayloadReason(LongestReason)));
        }
        var entry = await entries.FindAsync(seq, cancellation);
        var kept = await ledger.ListAsync(
            new("select name, salt, content from security_ledger_sealed where seq = @seq and content is not null and expires_at > @now "
                + "order by name desc", ("seq", seq), ("now", clock.GetUtcNow())),
            row => (Name: row.Text("name"), Salt: row.Bytes("salt"), Content: row.Bytes("content")), cancellation);
        if (entry is null || kept.Count == 0)
        {
            return new Missing(new Problem("seq", "payload.missing", T.PayloadMissing));
        }
        using var body = JsonDocument.Parse(entry.Body);
        await evidence.AppendAsync(
            new(Kind, by.AccountId?.ToString(), null, new
            {
                Entry = seq, by.Name, by.Method, Purpose = why, by.Address, Roles = by.Grants.Select(grant => $"{grant.Role}@{grant.Agency}"),
            })
            {
                Subjects = body.RootElement.TryGetProperty("subjects", out var subjects) ? [.. subjects.EnumerateArray().Select(one => one.GetString()!)] : [],
            }, cancellation);
        return kept.Select(part => Opened(part.Name, part.Salt, part.Content, body.RootElement)).ToList();
    }

    /// <summary>Content that cannot be opened, or is not what the entry has the hash of, was tampered with.</summary>
    private OpenedPart Opened(string name, byte[] salt, byte[] kept, JsonElement entry)
    {
        try
        {
            var content = payloads.Open(name, salt, kept);
            var isTrue = entry.GetProperty("sealed").TryGetProperty(name, out var hash)
                && CryptographicOperations.FixedTimeEquals(hash.GetBytesFromBase64(), HMACSHA256.HashData(salt, content));
            return new(name, isTrue, Text(content), content.Length);
        }
        catch (CryptographicException)
        {
            // Told as what it is: content that is not the entry's.
            return new(name, false, null, 0);
        }
    }

    private static string? Text(byte[] content)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
        }
        catch (DecoderFallbackException)
        {
            // An image or an archive; its length is told.
            return null;
        }
    }
}
