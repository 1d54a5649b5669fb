namespace Phusa.Tests.Architecture.Web;

/// <summary>An endpoint as the program maps it.</summary>
/// <param name="Module">Of the handler.</param>
/// <param name="Policies">Null for an authorization that names none.</param>
/// <param name="Open">Whether it allows anybody, whatever policies say.</param>
/// <param name="Pattern">Constraints of its parameters are left out: <c>/api/v1/loads/{id}</c>.</param>
public sealed record Mapped(string Method, string Pattern, string Module, IReadOnlyList<string?> Policies, bool Open,
    string Summary = "")
{
    public override string ToString() => $"{Method} {Pattern}";
}
