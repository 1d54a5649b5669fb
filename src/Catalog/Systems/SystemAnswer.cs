using System.Text.Json;
using Phusa.Catalog.Contracts;

namespace Phusa.Catalog.Systems;

internal sealed record SystemsAnswer(IReadOnlyList<SystemAnswer> Systems, IReadOnlyList<DatabaseAnswer> Databases);

/// <param name="SecurityLevel">For officials only: it tells an attacker what is worth an attack.</param>
internal sealed record SystemAnswer(
    Guid Id, string Name, string? Agency, string Kind, int? SecurityLevel, string? Description)
{
    public static SystemAnswer Of(InformationSystem system, bool official) => new(
        system.Id, system.Name, system.Agency, JsonNamingPolicy.CamelCase.ConvertName(system.Kind.ToString()),
        official ? system.SecurityLevel : null, system.Description);
}

internal sealed record DatabaseAnswer(
    Guid Id, string Name, string? Agency, string Scope, Guid? System, string? Description);

/// <summary>A system as a form or a program describes it; empty texts are nothing, an unknown kind an application.</summary>
internal sealed record SystemOrder(string? Name, string? Agency, string? Kind, int? SecurityLevel, string? Description)
{
    public InformationSystem System(Guid id) => new(
        id, Name ?? "", Filled(Agency),
        Enum.TryParse<SystemKind>(Kind, ignoreCase: true, out var kind) ? kind : SystemKind.Application, SecurityLevel,
        Filled(Description));

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
