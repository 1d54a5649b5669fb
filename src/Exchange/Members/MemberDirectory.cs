using Phusa.Kernel.Texts;
using Phusa.Kernel.Vietnamese;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Members;

/// <summary>A member as people know it.</summary>
internal sealed record NamedMember(string Name, MemberEntry Entry)
{
    public Member Member => Entry.Member;
}

/// <summary>Finds members by any words of their name or code, with or without accents.</summary>
internal sealed class MemberDirectory(MemberStore store, Agencies agencies)
{
    /// <summary>A province has some hundred members: they are folded here, where Vietnamese is understood.</summary>
    public async Task<IReadOnlyList<NamedMember>> ListAsync(string? words, CancellationToken cancellation)
    {
        var tree = await agencies.TreeAsync(cancellation);
        var asked = Folding.Fold(words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. (await store.ListAsync(cancellation))
                .Select(entry => new NamedMember(NameOf(tree, entry.Member), entry))
                .Where(member => Folding.Fold($"{member.Name} {member.Member.Code}") is var text
                    && asked.All(word => text.Contains(word, StringComparison.Ordinal))),
        ];
    }

    public async Task<string> NameAsync(Member member, CancellationToken cancellation) =>
        NameOf(await agencies.TreeAsync(cancellation), member);

    /// <summary>An agency's name in the reader's language, or the name a partner gave.</summary>
    public static string NameOf(AgencyTree agencies, Member member) =>
        member.Agency is not { } code ? member.PartnerName ?? member.Code
        : agencies.Find(code) is { } agency ? Text.Pair(agency.NameVi, agency.NameEn).ToString() : code;
}
