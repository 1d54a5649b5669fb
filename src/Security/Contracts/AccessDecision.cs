using Phusa.Kernel.Texts;
using Phusa.Security.Access;

namespace Phusa.Security.Contracts;

/// <param name="Purpose">What the data is needed for; null takes the purpose the caller stated with the
/// request.</param>
public sealed record AccessRequest(Caller Caller, DatasetFacts Dataset, string? Purpose = null)
{
    public string? StatedPurpose =>
        string.IsNullOrWhiteSpace(Purpose ?? Caller.Purpose) ? null : Purpose ?? Caller.Purpose;
}

/// <summary>
/// Who may read what of a dataset: the one place where class, role, agency and purpose decide.
/// <para>Rows (R), rows of the caller's own agencies where the dataset is divided by agency (r), description only
/// (D):</para>
/// <code>
/// class       anyone  other official  owner's official  owner's Steward, Leader  Leader above  DataOffice  Auditor
/// open        R       R               R                 R                        R             R           R
/// shared      D       R               R                 R                        R             R           R
/// restricted  -       r               R                 R                        R             D           R
/// important   -       -               -                 R                        -             D           D
/// core        -       -               -                 R                        -             D           D
/// </code>
/// <para>Personal fields of rows that may be read, whatever the class:</para>
/// <code>
/// field       owner's Steward             other officials  anyone else
/// basic       in clear                    masked           masked
/// sensitive   in clear with a purpose,    masked           hidden
///             else masked
/// </code>
/// An Administrator, an Integrator, a Citizen and a Business stand under "anyone". DataOffice and Auditor hold for the
/// whole province; every other role holds for the agency it was granted at.
/// </summary>
/// <param name="Allowed">Whether rows may be read at all.</param>
/// <param name="DescriptionAllowed">Whether the caller may know of the dataset, its fields, versions and
/// scores.</param>
/// <param name="Reason">Why, to be shown to the caller.</param>
/// <param name="Fields">Every field of the dataset; all hidden when rows may not be read.</param>
/// <param name="RowAgencyFilter">Null when all rows may be read.</param>
/// <param name="Recorded">
/// Personal fields whose reading must be recorded by <c>PersonalReads</c> before rows are sent.
/// </param>
public sealed record AccessDecision(
    bool Allowed, bool DescriptionAllowed, Text Reason, IReadOnlyDictionary<string, FieldAccess> Fields,
    RowFilter? RowAgencyFilter, IReadOnlyList<string> Recorded)
{
    public bool MustRecord => Recorded.Count > 0;

    public static AccessDecision Of(AccessRequest request, AgencyTree agencies)
    {
        var rows = RowAccess.Of(request.Caller, request.Dataset, agencies);
        var fields = request.Dataset.Fields.ToDictionary(
            field => field.Name,
            field => rows.Allowed ? PersonalAccess.Of(field, request) : FieldAccess.Hidden, StringComparer.Ordinal);
        return new(
            rows.Allowed, rows.DescriptionAllowed, rows.Reason, fields, rows.Filter,
            PersonalAccess.Recorded(request.Dataset, fields));
    }
}
