using Phusa.Catalog.Contracts;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Events;
using Phusa.Exchange.Systems;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Members;

internal sealed record MembersView(IReadOnlyList<NamedMember> Members, string? Words, int Page, bool MayAdd)
{
    public const int Size = 50;

    public IReadOnlyList<NamedMember> Shown => [.. Members.Skip((Page - 1) * Size).Take(Size)];
}

/// <param name="Free">Agencies that do not take part yet.</param>
internal sealed record MemberFormView(MemberOrder Order, IReadOnlyList<Agency> Free, IReadOnlyList<Problem> Problems);

/// <param name="Events">None for those who may not look into the member.</param>
internal sealed record MemberView(
    Member Member, string Name, IReadOnlyList<MemberSystem> Systems, IReadOnlyList<ExchangeEvent> Events, string Instance,
    bool MayRun, bool MayRegister, bool MayLook, MemberOrder Order, IReadOnlyList<Problem> Problems);

/// <param name="Listed">Systems of the catalogue that may be taken over.</param>
internal sealed record SystemFormView(
    Member Member, string MemberName, MemberSystemOrder Order, IReadOnlyList<InformationSystem> Listed,
    IReadOnlyList<Problem> Problems);
