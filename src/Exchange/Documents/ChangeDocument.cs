using Phusa.Exchange.Events;
using Phusa.Exchange.Members;
using Phusa.Exchange.Services;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Documents;

/// <summary>
/// The owner puts another document in the place of a draft's. Of a published service it stays: agreements name its
/// fields, and callers are built after it; another document is another version.
/// </summary>
internal sealed class ChangeDocument(ServiceStore services, DocumentStore store, ReadDocument read, TimeProvider clock)
{
    public async Task<Outcome<ServiceDocument>> RunAsync(
        Caller by, Guid id, string? text, string? address, CancellationToken cancellation)
    {
        if (await services.FindAsync(id, cancellation) is not { } known || !by.Sees(known))
        {
            return ServiceProblems.Missing(id);
        }
        if (!by.AnswersFor(known.Owner))
        {
            return ServiceProblems.NotYours;
        }
        if (known.Service.State != ServiceState.Draft || await store.FindAsync(id, cancellation) is not { } was)
        {
            return Settled;
        }
        var checkedText = await read.RunAsync(known.Service.Kind, text, address, cancellation);
        if (checkedText.Value is not { } content)
        {
            return new Refusal(checkedText.Problems);
        }
        var now = clock.GetUtcNow();
        var next = was with
        {
            Content = content, Source = string.IsNullOrWhiteSpace(text) ? address?.Trim() : null, ChangedAt = now, ChangedBy = by.Name,
        };
        var done = ExchangeEvent.By(by, now, ExchangeAction.DocumentChanged, known.Owner.Id, detail: next.Source ?? "")
            with { ServiceId = id };
        return await store.ChangeAsync(next, done, cancellation) ? next with { Revision = next.Revision + 1 } : Settled;
    }

    private static Refusal Settled => new(new Problem("document", "service.document-settled", T.ServiceDocumentSettled));
}
