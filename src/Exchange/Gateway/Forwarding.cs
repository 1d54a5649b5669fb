using System.Diagnostics;
using Microsoft.AspNetCore.Connections;
using Phusa.Kernel.Net;

namespace Phusa.Exchange.Gateway;

/// <summary>One call on its way: to the upstream, and its answer back.</summary>
internal sealed class Forwarding(
    HttpContext context, UpstreamClient client, ForwardedCall call, TimeProvider clock, CancellationToken cancellation)
        : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Patience patience = new(client.Settings.Silence, clock, cancellation);
    private RequestBody? body;
    private WatchedStream? answered;
    private WatchedStream? caller;
    private Exception? early;
    private int? status;
    private int attempts;
    private TimeSpan waited;

    public async Task<ForwardResult> RunAsync()
    {
        try
        {
            return Result(await ExchangeAsync());
        }
        catch (Exception failure) when (failure
            is OperationCanceledException or HttpRequestException or IOException or AnswerRefusedException)
        {
            return Result(EndOf(failure)) with { Cause = failure, Problem = (failure as AnswerRefusedException)?.Problem };
        }
        finally
        {
            // A body may still be coming in when the answer is over: nobody wants the rest.
            if (body is { IsPumping: true })
            {
                patience.Stop();
            }
            await (body?.EndAsync() ?? Task.CompletedTask);
        }
    }

    public void Dispose() => patience.Dispose();

    private async Task<ForwardEnd> ExchangeAsync()
    {
        try
        {
            body = await RequestBody.OfAsync(context, call, patience);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
            early = failure;
            throw;
        }
        var sent = Stopwatch.GetTimestamp();
        using var answer = await SendAsync();
        waited = Stopwatch.GetElapsedTime(sent);
        patience.Renew();
        status = (int)answer.StatusCode;
        await AnswerAsync(answer);
        return ForwardEnd.Answered;
    }

    private async Task<HttpResponseMessage> SendAsync()
    {
        while (true)
        {
            attempts++;
            var request = new HttpRequestMessage(
                HttpMethod.Parse(context.Request.Method),
                call.Target.Under(client.Settings.Address, context.Request.QueryString.Value ?? "")) { Content = body };
            HeaderRules.Forward(context.Request, request, call.OwnHeaders);
            try
            {
                return await client.SendAsync(request, patience.Token);
            }
            catch (HttpRequestException failure) when (attempts <= client.Settings.Retries && MayRepeat(request, failure))
            {
                await Task.Delay(Pause * attempts, clock, patience.Token);
                patience.Renew();
            }
        }
    }

    /// <summary>RFC 9110 §9.2.2. Nothing of an answer has come, and there is no body that may have gone already.</summary>
    private static bool MayRepeat(HttpRequestMessage request, HttpRequestException failure) =>
        request.Content is null
        && request.Method.Method is "GET" or "HEAD" or "OPTIONS" or "PUT" or "DELETE"
        && failure is { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.ResponseEnded
            or HttpRequestError.NameResolutionError or HttpRequestError.HttpProtocolError or HttpRequestError.Unknown }
        && failure.InnerException is not PrivateAddressException;

    private async Task AnswerAsync(HttpResponseMessage answer)
    {
        if (!HeaderRules.HasOneLength(answer))
        {
            throw new HttpRequestException(HttpRequestError.InvalidResponse);
        }
        var response = context.Response;
        response.StatusCode = (int)answer.StatusCode;
        HeaderRules.Answer(answer, response);
        call.Answering?.Invoke(body is { IsPumping: true });
        call.Answered?.Invoke(answer);
        var held = new HeldStream(response, call.Hold?.Invoke(response) ?? 0, call.AnswerSeen, call.BeforeEnd);
        if (!HttpMethods.IsHead(context.Request.Method) && response.StatusCode is not (204 or 205 or 304))
        {
            answered = new(await answer.Content.ReadAsStreamAsync(patience.Token), patience);
            caller = new(held, patience);
            await (call.Body is { } special
                ? special(response, answered, caller, patience.Token)
                : BodyCopy.RunAsync(answered, caller, patience.Token));
        }
        await held.CompleteAsync(patience.Token);
        HeaderRules.Trailers(answer, response);
    }

    /// <summary>Who is to blame. A side that failed has remembered it, whatever was made of its failure on the way.</summary>
    private ForwardEnd EndOf(Exception failure)
    {
        var request = early ?? body?.Failure;
        return failure is AnswerRefusedException ? ForwardEnd.AnswerRefused
            : patience.ClientLeft ? ForwardEnd.ClientGone
            : request is BadHttpRequestException bad ? OfStatus(bad.StatusCode)
            : request is not null && patience.RanOut && status is null ? ForwardEnd.RequestTooSlow
            : request is ConnectionResetException || caller?.Failure is not null ? ForwardEnd.ClientGone
            : request is IOException ? ForwardEnd.RequestBroken
            : patience.RanOut ? ForwardEnd.TimedOut
            : failure is HttpRequestException { InnerException: PrivateAddressException } ? ForwardEnd.PrivateAddress
            : status is null && IsUnreachable(failure) ? ForwardEnd.Unreachable
            : ForwardEnd.BrokeOff;
    }

    private static ForwardEnd OfStatus(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => ForwardEnd.RequestTooLarge,
        StatusCodes.Status408RequestTimeout => ForwardEnd.RequestTooSlow,
        _ => ForwardEnd.RequestBroken,
    };

    /// <summary>A connection that is not made in time ends as a cancellation that nobody asked for.</summary>
    private static bool IsUnreachable(Exception failure) => failure
        is OperationCanceledException
        or HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.VersionNegotiationError };

    private ForwardResult Result(ForwardEnd end) => new(end, status)
    {
        RequestBytes = body?.Bytes ?? 0, AnswerBytes = answered?.Bytes ?? 0, Attempts = attempts, Waited = waited,
    };
}
