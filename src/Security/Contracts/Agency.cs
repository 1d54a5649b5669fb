namespace Phusa.Security.Contracts;

/// <summary>
/// A body of the administration, which is also a tenant: it owns datasets and its people hold roles at it.
/// </summary>
/// <param name="Code">Official code such as <c>H21.05</c>.</param>
/// <param name="Parent">Code of the agency above, null at the top.</param>
/// <param name="ValidTo">The first day on which it no longer exists; null while it does.</param>
/// <param name="Successor">Code of the agency that took over when it ended.</param>
public sealed record Agency(
    string Code, string NameVi, string NameEn, string ShortName, string? Parent,
    DateOnly ValidFrom, DateOnly? ValidTo = null, string? Successor = null);
