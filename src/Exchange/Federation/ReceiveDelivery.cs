using System.Globalization;
using System.Text.Json;
using Phusa.Exchange.Webhooks;
using Phusa.Kernel.Data;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Federation;

/// <summary>A webhook as it came in: its headers, null where one is missing, and its body byte for byte.</summary>
internal sealed record SignedDelivery(string? Id, string? At, string? Signatures, ReadOnlyMemory<byte> Body);

/// <summary>
/// A peer tells that a dataset there has a new version: copies made of it are looked at now and not in their turn. Nothing of
/// what it tells is believed but that; who sends it twice has a copy looked at twice.
/// </summary>
internal sealed class ReceiveDelivery(PeerStore peers, CopyStore copies, TimeProvider clock)
{
    /// <summary>Clocks of two sites may differ by so much; what is older was kept by somebody.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>How many copies it woke.</summary>
    public async Task<Outcome<int>> RunAsync(string instance, SignedDelivery told, CancellationToken cancellation)
    {
        if (await peers.FindAsync(instance, cancellation) is not { IsEnabled: true, Hook.Secret: { } secret } peer)
        {
            return new Missing(new Problem("", "hook.unknown", T.HookUnknown(instance)));
        }
        if (Wrong(instance, secret, told) is { } wrong)
        {
            return new Refusal(wrong);
        }
        if (Read(told.Body.Span) is not { } news)
        {
            return new Refusal(new Problem("", "hook.malformed", T.HookMalformed));
        }
        return news.Type == ExchangeEventKinds.DatasetVersion
            ? await WakeAsync(peer, [.. (news.Data?.Services ?? []).Select(one => one?.Path).OfType<string>()], cancellation) : 0;
    }

    private static Problem? Malformed(SignedDelivery told) =>
        string.IsNullOrEmpty(told.Id) || string.IsNullOrEmpty(told.Signatures) || Seconds(told.At) is null
            ? new("", "hook.unsigned", T.HookUnsigned) : null;

    private Problem? Wrong(string instance, string secret, SignedDelivery told) =>
        Malformed(told) is { } problem ? problem
        : Math.Abs(clock.GetUtcNow().ToUnixTimeSeconds() - Seconds(told.At)!.Value) > Window.TotalSeconds
            ? new("", "hook.too-old", T.HookTooOld((int)Window.TotalMinutes))
        : SigningSecret.Holds(secret, told.Id!, Seconds(told.At)!.Value, told.Body.Span, told.Signatures!) ? null
            : new("", "hook.signature", T.HookSignature(instance));

    private async Task<int> WakeAsync(Peer peer, HashSet<string> paths, CancellationToken cancellation)
    {
        var (now, woken) = (clock.GetUtcNow(), 0);
        foreach (var copy in (await copies.OfPeerAsync(peer.Id, cancellation)).Where(copy => paths.Contains(copy.CallPath)))
        {
            // One that runs now sees the new version itself, or at its next turn.
            if (await copies.HurryAsync(copy.Id, false, null, now, cancellation))
            {
                woken += await copies.EnqueueAsync(copy.Id, now, cancellation);
            }
        }
        return woken;
    }

    private static long? Seconds(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < uint.MaxValue ? seconds : null;

    /// <summary>Null for what is no event.</summary>
    private static News? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<News>(body, JsonStorage.Options);
        }
        catch (JsonException)
        {
            // Signed, and no event: the sender is told.
            return null;
        }
    }

    private sealed record News(string? Type, NewsOfDataset? Data);

    private sealed record NewsOfDataset(IReadOnlyList<CalledAs?>? Services);

    private sealed record CalledAs(string? Path);
}
