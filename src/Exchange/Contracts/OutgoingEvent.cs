using System.Text;
using Phusa.Kernel.Data;
using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Contracts;

/// <summary>A kind of event that systems may subscribe to. The module that publishes it registers it as a singleton.</summary>
/// <param name="Type">Words of small letters, divided by dots: <c>dataset.version</c>.</param>
public sealed record EventKind(string Type, Text Title);

/// <summary>
/// Something that systems of members are told of by webhooks. Published within the transaction of what happened, so that
/// neither is there without the other; nothing is sent before that transaction has ended.
/// </summary>
/// <param name="Type">Of a registered <see cref="EventKind"/>.</param>
/// <param name="Link">Path on this site under which more is told.</param>
/// <param name="Content">Ids and states; never personal data: it goes to other systems as it is.</param>
public sealed record OutgoingEvent(string Type, DateTimeOffset At, string Link, IReadOnlyDictionary<string, object?> Content)
{
    /// <summary>Leaves room for the rest in the 20 KB that a receiver has to take.</summary>
    public const int LargestContent = 16 * 1024;

    /// <summary>The only system that is told; null for all.</summary>
    public Guid? System { get; init; }

    /// <summary>Told to those alone that have an agreement on it, unless it is open; null for all.</summary>
    public string? Dataset { get; init; }

    /// <summary>Of two events with the same value only the first is told.</summary>
    public string? Once { get; init; }

    /// <exception cref="InvalidOperationException">The content is larger than <see cref="LargestContent"/>.</exception>
    public Task<int> PublishAsync(Session session, CancellationToken cancellation)
    {
        var body = JsonStorage.Write(Content);
        return Encoding.UTF8.GetByteCount(body) > LargestContent
            ? throw new InvalidOperationException($"An event {Type} has more than {LargestContent} bytes: send a link instead")
            : session.ExecuteAsync(new(
                """
                insert into exchange_outgoing (id, type, happened_at, link, body, system_id, dataset, once)
                values (@id, @type, @at, @link, @body, @system, @dataset, @once) on conflict (once) do nothing
                """,
                ("id", Guid.CreateVersion7(At)), ("type", Type), ("at", At), ("link", Link), ("body", body),
                ("system", System), ("dataset", Dataset), ("once", Once)), cancellation);
    }
}
