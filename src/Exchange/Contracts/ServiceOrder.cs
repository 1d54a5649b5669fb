namespace Phusa.Exchange.Contracts;

/// <summary>A service as a form or a program describes it.</summary>
/// <param name="Dataset">Name of the dataset; the member is the agency that owns it.</param>
/// <param name="Code">
/// X-Road's service code: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>; by default the dataset's name, where there is
/// one.
/// </param>
/// <param name="Version">From 1; the next one by default.</param>
/// <param name="TitleVi">The contract's title by default, as for <paramref name="TitleEn"/>.</param>
/// <param name="Availability">Percent of the time in which it answers, above 0 and at most 100; null promises nothing.</param>
/// <param name="AnswerMs">Milliseconds within which it answers; null promises nothing.</param>
/// <param name="Kind"><c>dataset</c>, the default; <c>rest</c> or <c>soap</c> for a system that calls are forwarded to.</param>
/// <param name="Member">Who offers a forwarded service.</param>
/// <param name="Classification">Of a forwarded service: <c>open</c>, <c>shared</c>, <c>restricted</c>, <c>important</c>, <c>core</c>.</param>
/// <param name="Document">The OpenAPI document or WSDL of a forwarded service.</param>
/// <param name="DocumentAddress">Where to fetch it from, when it is not given.</param>
public sealed record ServiceOrder(
    string? Dataset = null, string? Code = null, int? Version = null, string? TitleVi = null, string? TitleEn = null,
    decimal? Availability = null, int? AnswerMs = null, string? Kind = null, Guid? Member = null,
    string? Classification = null, string? Document = null, string? DocumentAddress = null);
