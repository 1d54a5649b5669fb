namespace Phusa.Exchange.Calls;

/// <summary>One call through the exchange, as its evidence names it.</summary>
/// <param name="System">The calling system.</param>
/// <param name="Client">Its X-Road identifier.</param>
/// <param name="Service">The service's X-Road identifier with its version.</param>
/// <param name="Case">The case number that the caller gave; null where the agreement asks for none.</param>
/// <param name="Operation">What was asked, such as <c>GET rows</c>; never a value of the request.</param>
/// <param name="People">Citizen numbers the call asks for; evidence holds pseudonyms of them.</param>
internal sealed record ExchangeCall(
    Guid Id, Guid System, string Client, string Service, Guid Agreement, string Purpose, string LegalBasis, string? Case,
    string Operation, IReadOnlyList<string> People);

/// <summary>How a call ended.</summary>
/// <param name="Status">The HTTP status that the caller was answered.</param>
/// <param name="Fields">The fields that were released; none where nothing was.</param>
internal sealed record CallOutcome(int Status, IReadOnlyList<string> Fields, long AnswerBytes);
