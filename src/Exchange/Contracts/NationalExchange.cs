using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Contracts;

/// <summary>
/// The national platform (NDXP/NGSP, NDOP) as modules of this province ask it. What an adapter has to keep, and what of the
/// platforms is not known yet, stands in docs/reference/national-exchange.md; one adapter takes the place of another.
/// </summary>
public abstract class NationalExchange
{
    /// <summary>What the nation offers us now; none while no platform is connected.</summary>
    public abstract Task<IReadOnlyList<NationalOffer>> OffersAsync(CancellationToken cancellation);

    /// <summary>
    /// Asks one of these services. The answer comes back once it is recorded; a refusal says who can mend it.
    /// </summary>
    public abstract Task<Outcome<NationalAnswer>> AskAsync(NationalQuestion question, CancellationToken cancellation);
}

/// <param name="Service">By which it is asked.</param>
/// <param name="Fields">None where messages pass whole.</param>
public sealed record NationalOffer(string Service, Text Title, string Owner, IReadOnlyList<string> Fields);

/// <param name="Service">Of an offer.</param>
/// <param name="Path">Behind the service's address, from a slash on, as a URL has it.</param>
/// <param name="Client">The asking system's X-Road identifier, which the platform records.</param>
/// <param name="Case">The case it is for; null where none is needed.</param>
/// <param name="Consent">What refers to the consent of the person it is about.</param>
public sealed record NationalQuestion(
    string Service, string Path, string Client, string Purpose, string? Case = null, string? Consent = null);

/// <param name="Status">The HTTP status; 404 is an answer as well.</param>
/// <param name="Receipt">Where the platform's own evidence stands; null where it gave none.</param>
public sealed record NationalAnswer(int Status, string Body, string? Receipt);
