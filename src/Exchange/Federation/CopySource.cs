using System.Globalization;
using System.Text;
using System.Text.Json;
using Phusa.Kernel.Outcomes;
using Phusa.Warehouse.Contracts;

namespace Phusa.Exchange.Federation;

/// <param name="Digest">Over the fields that were asked for.</param>
internal sealed record PeerDigest(long Version, long Rows, IReadOnlyList<string> Fields, string Digest);

/// <param name="Rows">A thousand of them at most.</param>
internal sealed record PeerChanges(
    long Since, long Version, long Added, long Changed, long Removed, IReadOnlyList<PeerChange> Rows)
{
    public bool IsWhole => Rows.Count == Added + Changed + Removed;
}

internal sealed record PeerChange(RowChangeKind Kind, IReadOnlyList<string> Key);

/// <summary>A peer's dataset service as a copy reads it, with our token; the agreement there says which fields it lets out.</summary>
internal sealed class CopySource(PeerConnection connection, PeerTokens tokens)
{
    /// <summary>Servers take some 8,000 characters of an address.</summary>
    private const int LongestList = 4_000;

    /// <param name="version">Null for the served one.</param>
    public async Task<Outcome<PeerDigest>> DigestAsync(
        Peer peer, CatalogueEntry entry, IReadOnlyList<string> fields, long? version, CancellationToken cancellation)
    {
        var asked = await AskAsync(peer, entry, $"digest?select={List(fields)}{AsOf(version)}", cancellation);
        return asked.Value is not { } answer ? new Refusal(asked.Problems)
            : answer.IsWell && answer.Json<PeerDigest>() is { Digest: not null, Version: > 0 } digest ? digest : Refused(peer, answer);
    }

    /// <summary>Null as value where the peer does not tell what changed: the version is too old, or its rows have no key.</summary>
    public async Task<Outcome<PeerChanges?>> ChangesAsync(Peer peer, CatalogueEntry entry, long since, CancellationToken cancellation)
    {
        var asked = await AskAsync(
            peer, entry, string.Create(CultureInfo.InvariantCulture, $"changes?since={since}"), cancellation);
        return asked.Value is not { } answer ? new Refusal(asked.Problems)
            : answer.Status is StatusCodes.Status404NotFound or StatusCodes.Status422UnprocessableEntity ? (PeerChanges?)null
            : answer.IsWell && answer.Json<PeerChanges>() is { Rows: not null, Version: > 0 } changes
                && changes.Rows.All(row => row.Key is not null) ? changes : Refused(peer, answer);
    }

    /// <summary>Rows of a version as a Parquet file, which its reader has to dispose.</summary>
    /// <param name="condition">From an ampersand on; or empty for all.</param>
    public async Task<Outcome<HttpResponseMessage>> FileAsync(
        Peer peer, CatalogueEntry entry, IReadOnlyList<string> fields, long version, string condition, CancellationToken cancellation)
    {
        var made = await RequestAsync(
            peer, entry, $"file?format=parquet&select={List(fields)}{AsOf(version)}{condition}", cancellation);
        if (made.Value is not { } request)
        {
            return new Refusal(made.Problems);
        }
        using (request)
        {
            var begun = await connection.BeginAsync(request, cancellation);
            if (begun.Value is not { StatusCode: not System.Net.HttpStatusCode.OK } wrong)
            {
                return begun;
            }
            using (wrong)
            {
                return Refused(peer, new(
                    (int)wrong.StatusCode, await wrong.Content.ReadAsStringAsync(cancellation), new Dictionary<string, string>()));
            }
        }
    }

    /// <summary>Conditions by which rows of these keys are asked for and no others, as many at a time as an address holds.</summary>
    public static IEnumerable<string> Conditions(IReadOnlyList<string> key, IReadOnlyList<IReadOnlyList<string>> values)
    {
        var names = key.Select(Uri.EscapeDataString).ToList();
        var batch = new List<string>();
        var length = 0;
        foreach (var row in values)
        {
            var parts = row.Select(value => Uri.EscapeDataString(Quoted(value))).ToList();
            var one = names.Count == 1 ? parts[0]
                : $"and({string.Join(',', names.Zip(parts, (name, value) => $"{name}.eq.{value}"))})";
            if (length > 0 && length + one.Length + 1 > LongestList)
            {
                yield return Joined();
                batch.Clear();
                length = 0;
            }
            batch.Add(one);
            length += one.Length + 1;
        }
        if (batch.Count > 0)
        {
            yield return Joined();
        }

        string Joined() => (names.Count == 1 ? $"&f.{names[0]}=in." : "&or=") + $"({string.Join(',', batch)})";
    }

    private async Task<Outcome<PeerAnswer>> AskAsync(Peer peer, CatalogueEntry entry, string what, CancellationToken cancellation)
    {
        var made = await RequestAsync(peer, entry, what, cancellation);
        if (made.Value is not { } request)
        {
            return new Refusal(made.Problems);
        }
        using (request)
        {
            return await connection.AskAsync(request, cancellation);
        }
    }

    private async Task<Outcome<HttpRequestMessage>> RequestAsync(
        Peer peer, CatalogueEntry entry, string what, CancellationToken cancellation)
    {
        var token = await tokens.FindAsync(peer, cancellation);
        if (token.Value is not { } text)
        {
            return new Refusal(token.Problems);
        }
        var request = new HttpRequestMessage(HttpMethod.Get, peer.At($"{entry.CallPath}/{what}"));
        request.Headers.Authorization = new("Bearer", text);
        return request;
    }

    private Refusal Refused(Peer peer, PeerAnswer answer)
    {
        if (answer.Status == StatusCodes.Status401Unauthorized)
        {
            tokens.Forget(peer);
        }
        return new(new Problem("", "copy.refused", T.CopyRefused(peer.Name, answer.Status, Code(answer))));
    }

    private static string Code(PeerAnswer answer)
    {
        try
        {
            using var read = JsonDocument.Parse(answer.Body);
            return read.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("codes", out var codes)
                && codes is { ValueKind: JsonValueKind.Array } && codes.GetArrayLength() > 0 ? codes[0].ToString() : "";
        }
        catch (JsonException)
        {
            // Not ours, and no code in it.
            return "";
        }
    }

    private static string List(IReadOnlyList<string> fields) => string.Join(',', fields.Select(Uri.EscapeDataString));

    private static string AsOf(long? version) =>
        version is { } number ? string.Create(CultureInfo.InvariantCulture, $"&asOf={number}") : "";

    private static string Quoted(string value) =>
        new StringBuilder("\"").Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal))
            .Append('"').ToString();
}
