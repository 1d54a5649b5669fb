using System.Diagnostics;
using System.Net;

namespace Phusa.Tests.Store.Security.Ledger;

/// <summary>A timestamp authority whose answers OpenSSL makes, in place of one on the network.</summary>
internal sealed class OpensslAuthority : HttpMessageHandler
{
    private const string Configuration =
        """
        [tsa]
        default_tsa = here
        [here]
        serial = serial
        signer_cert = tsa.pem
        signer_key = tsa.key
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = sha256
        ess_cert_id_alg = sha256
        """;

    public string Folder { get; } = Directory.CreateTempSubdirectory("phusa-tsa-").FullName;

    public async Task<OpensslAuthority> PrepareAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(Folder, "ts.cnf"), Configuration);
        await File.WriteAllTextAsync(Path.Combine(Folder, "serial"), "01\n");
        await RunAsync("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "tsa.key",
            "-out", "tsa.pem", "-subj", "/CN=TSA", "-days", "2", "-addext", "extendedKeyUsage=critical,timeStamping",
            "-addext", "keyUsage=critical,digitalSignature");
        return this;
    }

    public async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", arguments)
        {
            WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await wrong);
        return await said + await wrong;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await File.WriteAllBytesAsync(
            Path.Combine(Folder, "query.tsq"), await request.Content!.ReadAsByteArrayAsync(cancellationToken), cancellationToken);
        await RunAsync("ts", "-reply", "-config", "ts.cnf", "-queryfile", "query.tsq", "-out", "reply.tsr");
        return new(HttpStatusCode.OK)
        {
            Content = new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(Folder, "reply.tsr"), cancellationToken)),
        };
    }

    protected override void Dispose(bool disposing)
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
        base.Dispose(disposing);
    }
}
