namespace Phusa.Host.Demo;

/// <summary>Who takes part in the model province's exchange, as packs/exchange.json tells it.</summary>
internal sealed record ExchangePack(IReadOnlyList<MemberPack> Members);

/// <summary>An agency by its code, or a partner with its own.</summary>
internal sealed record MemberPack(
    IReadOnlyList<SystemPack> Systems, string? Agency = null, string? Class = null, string? Code = null, string? Name = null);

/// <param name="Active">Whether it was let in; one that was not shows what waiting looks like.</param>
internal sealed record SystemPack(
    string Code, string Name, string ContactName, string ContactEmail, bool Active, int? SecurityLevel = null,
    string? ContactPhone = null);
