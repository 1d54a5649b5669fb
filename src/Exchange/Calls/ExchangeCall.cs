namespace Phusa.Exchange.Calls;

/// <summary>One call through the exchange, as its evidence names it.</summary>
/// <param name="System">The calling system.</param>
/// <param name="Client">Its X-Road identifier.</param>
/// <param name="Service">The service's X-Road identifier with its version.</param>
/// <param name="Agreement">Null, as its purpose and legal basis, for a call that none allows.</param>
/// <param name="Case">The case number that the caller gave.</param>
/// <param name="Consent">What the caller refers to as consent.</param>
/// <param name="Operation">What was asked, such as <c>GET rows</c>; never a value of the request.</param>
/// <param name="People">Citizen numbers the call asks for; evidence holds pseudonyms of them.</param>
internal sealed record ExchangeCall(
    Guid Id, Guid System, string Client, string Service, Guid? Agreement, string? Purpose, string? LegalBasis, string? Case,
    string? Consent, string Operation, IReadOnlyList<string> People)
{
    /// <summary>For whom a system of another exchange calls, by its X-Road identifier; null where it calls for itself.</summary>
    public string? Represented { get; init; }

    public static ExchangeCall Of(AdmittedCall call, string operation, IReadOnlyList<string> people) => new(
        call.Request.Id, call.Consumer.System.Id, call.Standing.Client!, call.Standing.Service!, call.Agreement.Id,
        call.Agreement.Terms.Purpose, call.Agreement.Terms.LegalBasis, call.Case, call.Consent, operation, people)
    {
        Represented = call.Represented,
    };

    /// <summary>A call of a known system at a known service that is not let in.</summary>
    public static ExchangeCall Refused(Guid id, CallStanding standing, string method, IReadOnlyList<string> people) => new(
        id, standing.Consumer!.System.Id, standing.Client!, standing.Service!, standing.Agreement?.Id,
        standing.Agreement?.Terms.Purpose, standing.Agreement?.Terms.LegalBasis, null, null, method, people);
}

/// <summary>How a call ended.</summary>
/// <param name="Status">The HTTP status that the caller was answered; 499 for one who left.</param>
/// <param name="Fields">The fields that were released; none where nothing was.</param>
/// <param name="Told">Whether the caller learned something of those it asked about, be it only that there is no such row.</param>
/// <param name="Problem">The code of what was wrong.</param>
internal sealed record CallOutcome(int Status, IReadOnlyList<string> Fields, bool Told, string? Problem = null);
