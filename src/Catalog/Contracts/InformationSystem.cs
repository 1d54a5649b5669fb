namespace Phusa.Catalog.Contracts;

/// <summary>What a system is for.</summary>
public enum SystemKind { Application, Platform, Portal, Centre }

/// <summary>A system in which an agency works or serves.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Agency">Code of the agency that owns it; null where it is not ours.</param>
/// <param name="SecurityLevel">Cấp độ an toàn, 1–5; null while none was approved. Shown to officials only.</param>
/// <param name="Retirement">Null while it is in use.</param>
public sealed record InformationSystem(
    Guid Id, string Name, string? Agency, SystemKind Kind, int? SecurityLevel = null, string? Description = null,
    Retirement? Retirement = null);

public enum DatabaseScope { Sector, Shared, National }

/// <summary>A database of the plans, such as that of a sector; named so that it is not taken for the records database.</summary>
/// <param name="System">The system it belongs to.</param>
/// <param name="Retirement">Null while it is in use.</param>
public sealed record InformationDatabase(
    Guid Id, string Name, string? Agency, DatabaseScope Scope, Guid? System = null, string? Description = null,
    Retirement? Retirement = null);

/// <summary>When a system or database went out of use, who said so and why.</summary>
public sealed record Retirement(DateTimeOffset At, string By, string Reason);
