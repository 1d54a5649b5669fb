using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Kernel.Data;
using Phusa.Kernel.Net;

namespace Phusa.Intake.Sources;

/// <summary>
/// Fetches a file over HTTP(S), asking first whether it changed. Redirects are followed, each to a checked address.
/// </summary>
internal sealed class UrlFetcher : Fetcher, IDisposable
{
    private const int Redirects = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient client;
    private readonly IDictionary<string, string> credentials;
    private readonly long most;

    public UrlFetcher(IOptions<IntakeOptions> options)
    {
        credentials = options.Value.Credentials;
        most = options.Value.LargestFileMegabytes * 1024L * 1024;
        var handler = new SocketsHttpHandler
        {
            MaxAutomaticRedirections = Redirects, UseProxy = false, UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All, ConnectTimeout = TimeSpan.FromSeconds(20),
        };
        if (!options.Value.AllowPrivateAddresses)
        {
            handler.ConnectCallback = (context, cancellation) =>
                PublicAddress.ConnectAsync(context.DnsEndPoint, PublicAddress.Is, cancellation);
        }
        client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("phusa", "1.0"));
    }

    public override SourceKind Kind => SourceKind.Url;

    /// <summary>Whatever the address answers is an answer; only that it can be reached is asked here.</summary>
    public override async Task TryAsync(SourceDeclaration settings, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, Address(settings));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        using var answer = await SendAsync(request, patience.Token, cancellation);
    }

    public override async Task<Fetched> FetchAsync(Source source, CancellationToken cancellation)
    {
        var address = Address(source.Settings);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var known = source.State is null ? null : JsonSerializer.Deserialize<Seen>(source.State, JsonStorage.Options);
        if (known?.ETag is { } tag && EntityTagHeaderValue.TryParse(tag, out var parsed))
        {
            request.Headers.IfNoneMatch.Add(parsed);
        }
        request.Headers.IfModifiedSince = known?.Modified;
        var answer = await SendAsync(request, cancellation, cancellation);
        if (answer.StatusCode == HttpStatusCode.NotModified)
        {
            answer.Dispose();
            return Fetched.Nothing(source.State);
        }
        if (!answer.IsSuccessStatusCode || answer.Content.Headers.ContentLength > most)
        {
            using (answer)
            {
                throw answer.IsSuccessStatusCode
                    ? new SourceException("file.too-large", T.FileTooLarge(source.Name, most >> 20))
                    : new SourceException("source.answer", T.SourceAnswer(source.Name, (int)answer.StatusCode));
            }
        }
        var state = JsonStorage.Write(new Seen(answer.Headers.ETag?.ToString(), answer.Content.Headers.LastModified));
        return new(NameOf(answer, address), await answer.Content.ReadAsStreamAsync(cancellation), state);
    }

    public void Dispose() => client.Dispose();

    private static Uri Address(SourceDeclaration settings)
    {
        if (!Uri.TryCreate(settings.Location, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new SourceException("source.address", T.SourceAddress(settings.Location));
        }
        return address.UserInfo.Length == 0 ? address : throw new SourceException("source.secret", T.SourceSecret(address.Host));
    }

    /// <param name="patience">Ends also when it takes too long.</param>
    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken patience, CancellationToken cancellation)
    {
        var address = request.RequestUri!;
        // Only to the host it was given for, and never in the clear; a redirect does not take it along.
        if (address.Scheme == Uri.UriSchemeHttps && credentials.TryGetValue(address.Host, out var credential))
        {
            request.Headers.TryAddWithoutValidation("Authorization", credential);
        }
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience);
        }
        catch (HttpRequestException failure)
        {
            throw failure.InnerException is PrivateAddressException refused
                ? new SourceException("source.private-address", T.SourcePrivate(refused.Host)) : Unreachable(address);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Unreachable(address);
        }
    }

    private static SourceException Unreachable(Uri address) => new("source.unreachable", T.SourceUnreachable(address.Host));

    private static string NameOf(HttpResponseMessage answer, Uri address)
    {
        var said = answer.Content.Headers.ContentDisposition is { } disposition
            ? (disposition.FileNameStar ?? disposition.FileName)?.Trim('"') : null;
        var name = Path.GetFileName(said ?? Uri.UnescapeDataString(address.AbsolutePath));
        return name.Length > 0 ? name : address.Host;
    }

    private sealed record Seen(string? ETag, DateTimeOffset? Modified);
}
