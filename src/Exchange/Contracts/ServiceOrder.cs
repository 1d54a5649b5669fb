namespace Phusa.Exchange.Contracts;

/// <summary>A dataset service as a form or a program describes it.</summary>
/// <param name="Dataset">Name of the dataset; the member is the agency that owns it.</param>
/// <param name="Code">X-Road's service code: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>; the dataset's name by default.</param>
/// <param name="Version">From 1; the next one by default.</param>
/// <param name="TitleVi">The contract's title by default, as for <paramref name="TitleEn"/>.</param>
/// <param name="Availability">Percent of the time in which it answers, above 0 and at most 100; null promises nothing.</param>
/// <param name="AnswerMs">Milliseconds within which it answers; null promises nothing.</param>
public sealed record ServiceOrder(
    string? Dataset = null, string? Code = null, int? Version = null, string? TitleVi = null, string? TitleEn = null,
    decimal? Availability = null, int? AnswerMs = null);
