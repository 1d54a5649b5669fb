using Phusa.Exchange.Members;

namespace Phusa.Exchange.Systems;

/// <summary>Registered by its agency, let in by the data office, stopped for a reason.</summary>
internal enum SystemState { Registered, Active, Suspended }

/// <summary>Who answers for a system.</summary>
internal sealed record SystemContact(string Name, string Email, string? Phone);

/// <summary>A member's information system on the exchange; its id is its OAuth <c>client_id</c>.</summary>
/// <param name="Code">X-Road's subsystem code; never changed.</param>
/// <param name="CatalogueId">The same system in the catalogue; null where that does not list it.</param>
/// <param name="SecurityLevel">Cấp độ an toàn, 1–5; null while none was approved.</param>
/// <param name="Reason">Why it is suspended.</param>
internal sealed record MemberSystem(
    Guid Id, Guid MemberId, string Code, string Name, Guid? CatalogueId, int? SecurityLevel, SystemContact Contact,
    SystemState State, string? Reason, DateTimeOffset CreatedAt)
{
    /// <summary>X-Road's identifier: each part is percent-encoded by itself.</summary>
    public string XRoadId(string instance, Member member) => string.Join('/', new[]
    {
        instance, member.Class.ToString(), member.Code, Code,
    }.Select(Uri.EscapeDataString));
}

/// <summary>A system with its member, as whoever asks for either needs both.</summary>
internal sealed record SystemOfMember(MemberSystem System, Member Member)
{
    /// <summary>Whether it may call now: neither it nor its member is stopped.</summary>
    public bool IsActive => Member.IsActive && System.State == SystemState.Active;
}
