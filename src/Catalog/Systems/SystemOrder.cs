using Phusa.Catalog.Contracts;

namespace Phusa.Catalog.Systems;

/// <summary>A system as a form or a program describes it; empty texts are nothing, an unknown kind an application.</summary>
internal sealed record SystemOrder(string? Name, string? Agency, string? Kind, int? SecurityLevel, string? Description)
{
    public InformationSystem System(Guid id) => new(
        id, Name ?? "", Filled(Agency),
        Enum.TryParse<SystemKind>(Kind, ignoreCase: true, out var kind) ? kind : SystemKind.Application, SecurityLevel,
        Filled(Description));

    public static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>A database as a form or a program describes it; an unknown scope is a sector's.</summary>
internal sealed record DatabaseOrder(string? Name, string? Agency, string? Scope, Guid? System, string? Description)
{
    public InformationDatabase Database(Guid id) => new(
        id, Name ?? "", SystemOrder.Filled(Agency),
        Enum.TryParse<DatabaseScope>(Scope, ignoreCase: true, out var scope) ? scope : DatabaseScope.Sector, System,
        SystemOrder.Filled(Description));
}

internal sealed record RetirementOrder(string? Reason);
