using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;

namespace Phusa.Catalog.Systems;

internal sealed record SystemsAnswer(IReadOnlyList<SystemAnswer> Systems, IReadOnlyList<DatabaseAnswer> Databases);

/// <param name="SecurityLevel">For officials only: it tells an attacker what is worth an attack.</param>
/// <param name="Retired">Null while it is in use.</param>
internal sealed record SystemAnswer(
    Guid Id, string Name, string? Agency, string Kind, int? SecurityLevel, string? Description, RetirementAnswer? Retired)
{
    public static SystemAnswer Of(InformationSystem system, bool official) => new(
        system.Id, system.Name, system.Agency, Word.Of(system.Kind),
        official ? system.SecurityLevel : null, system.Description, RetirementAnswer.Of(system.Retirement));
}

/// <param name="Retired">Null while it is in use.</param>
internal sealed record DatabaseAnswer(
    Guid Id, string Name, string? Agency, string Scope, Guid? System, string? Description, RetirementAnswer? Retired)
{
    public static DatabaseAnswer Of(InformationDatabase one) => new(
        one.Id, one.Name, one.Agency, Word.Of(one.Scope), one.System,
        one.Description, RetirementAnswer.Of(one.Retirement));
}

/// <summary>Who said so is for the page of the data office, not for everybody.</summary>
internal sealed record RetirementAnswer(DateTimeOffset At, string Reason)
{
    public static RetirementAnswer? Of(Retirement? retirement) =>
        retirement is null ? null : new(retirement.At, retirement.Reason);
}
