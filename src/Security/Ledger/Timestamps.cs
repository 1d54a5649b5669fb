using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;
using Phusa.Kernel;
using Phusa.Kernel.Data;

namespace Phusa.Security.Ledger;

/// <summary>
/// Has kept heads timestamped by an authority (RFC 3161), off the path of any request: the newest head proves all entries
/// before it, so that one token a while is enough for all.
/// </summary>
internal sealed class Timestamps(
    [FromKeyedServices(KernelModule.Ledger)] Database ledger, LedgerStore store, HttpClient http)
{
    public const int LargestAnswer = 64 << 10;

    /// <summary>Asks for the newest kept head, unless it has its token. Returns the size it covers.</summary>
    /// <exception cref="CryptographicException">The authority's answer is no token for this head.</exception>
    /// <exception cref="HttpRequestException">The authority cannot be reached.</exception>
    public async Task<long?> RunAsync(Uri authority, CancellationToken cancellation)
    {
        if (await store.NewestHeadAsync(cancellation) is not { Token: null } head)
        {
            return null;
        }
        var request = Rfc3161TimestampRequest.CreateFromHash(
            SHA256.HashData(Encoding.UTF8.GetBytes(head.Note)), HashAlgorithmName.SHA256,
            nonce: RandomNumberGenerator.GetBytes(8), requestSignerCertificates: true);
        using var content = new ByteArrayContent(request.Encode());
        content.Headers.ContentType = new("application/timestamp-query");
        using var answer = await http.PostAsync(authority, content, cancellation);
        answer.EnsureSuccessStatusCode();
        await answer.Content.LoadIntoBufferAsync(LargestAnswer, cancellation);
        var token = request.ProcessResponse(await answer.Content.ReadAsByteArrayAsync(cancellation), out _);
        await ledger.ExecuteAsync(new(
            "update security_ledger_checkpoint set timestamp_token = @token where size = @size",
            ("token", token.AsSignedCms().Encode()), ("size", head.Size)), cancellation);
        return head.Size;
    }
}
