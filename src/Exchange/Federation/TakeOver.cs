using Phusa.Catalog.Contracts;
using Phusa.Exchange.Documents;
using Phusa.Exchange.Events;
using Phusa.Exchange.Members;
using Phusa.Exchange.Services;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;
using Member = Phusa.Exchange.Members.Member;

namespace Phusa.Exchange.Federation;

/// <summary>
/// The data office takes a service of a peer over: from then on systems here ask for it as for any other, and the data office
/// answers in place of the owner, who has an agreement with our system there.
/// </summary>
internal sealed class TakeOver(
    PeerStore peers, PeerCatalogues catalogues, PeerConnection connection, ReadDocument read, MemberStore members,
    ServiceStore services, TimeProvider clock)
{
    private const int LongestText = 300;

    /// <param name="key">Of the catalogue's entry: <c>GOV/H15.02/du-an/v1</c>.</param>
    public async Task<Outcome<Service>> RunAsync(Caller by, Guid id, string? key, CancellationToken cancellation)
    {
        if (await peers.FindAsync(id, cancellation) is not { } peer)
        {
            return RegisterPeer.Missing(id);
        }
        var catalogue = (await catalogues.FindAsync(id, cancellation)).Catalogue;
        if (!peer.IsEnabled || catalogue?.Services.FirstOrDefault(one => one.Key == key) is not { } entry)
        {
            return new Missing(new Problem("service", "foreign.not-offered", T.ForeignNotOffered(peer.Name)));
        }
        if (!Enum.TryParse<MemberClass>(entry.Class, out var memberClass) || memberClass.ToString() != entry.Class
            || !Enum.TryParse<Classification>(entry.Classification, true, out var kind)
            || ServiceProblems.Of(new(TitleVi: entry.TitleVi, TitleEn: entry.TitleEn), entry.Code).Count > 0
            || entry.Member.Length is 0 or > LongestText || entry.Member.Contains(Member.Abroad))
        {
            return new Refusal(new Problem("service", "foreign.not-understood", T.ForeignNotUnderstood));
        }
        var document = await DocumentAsync(peer, entry, cancellation);
        if (document.Value is not { } content)
        {
            return new Refusal(document.Problems);
        }
        var owner = await OwnerAsync(by, peer, memberClass, entry.Member, $"{catalogue.NameOf(entry)} ({peer.Name})", cancellation);
        return await AddAsync(by, peer, owner, entry, kind, content, cancellation);
    }

    private async Task<Outcome<Service>> AddAsync(
        Caller by, Peer peer, Member owner, CatalogueEntry entry, Classification kind, string content, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var service = new Service(
            Guid.CreateVersion7(now), owner.Id, entry.Code, entry.Version, KindOf(entry), null, entry.TitleVi, entry.TitleEn,
            ServiceState.Published, new(null, null), now) { StatedClass = kind };
        var done = ExchangeEvent.By(by, now, ExchangeAction.ServiceTakenOver, peer.Id, detail: entry.Key) with { ServiceId = service.Id };
        var source = entry.Document is { } path ? $"{peer.At(path)}" : null;
        return await services.AddAsync(
            service, new(service.Id, content, source, now, by.Name, 0), done,
            session => ForeignStore.AddAsync(session, new(service.Id, peer.Id, entry, now, null), cancellation), cancellation)
            ? service
            : new Refusal(new Problem("service", "service.version-taken", T.ServiceVersionTaken(entry.Code, entry.Version)));
    }

    /// <summary>The member there as a member here; two who take its first services at once make it once.</summary>
    private async Task<Member> OwnerAsync(
        Caller by, Peer peer, MemberClass kind, string member, string name, CancellationToken cancellation)
    {
        var (now, code) = (clock.GetUtcNow(), peer.Qualified(member));
        if (await members.FindAsync(kind, code, cancellation) is { } known)
        {
            return known;
        }
        var made = new Member(
            Guid.CreateVersion7(now), kind, code, null, name.Length > LongestText ? name[..LongestText] : name, null, MemberState.Active,
            null, now);
        return await members.AddAsync(
            made, ExchangeEvent.By(by, now, ExchangeAction.MemberRegistered, made.Id, detail: code), cancellation)
            ? made : (await members.FindAsync(kind, code, cancellation))!;
    }

    private async Task<Outcome<string>> DocumentAsync(Peer peer, CatalogueEntry entry, CancellationToken cancellation)
    {
        var text = entry.IsDataset ? DatasetDocument.Of(entry) : null;
        if (text is null)
        {
            // A path, and therefore of the peer itself.
            using var request = new HttpRequestMessage(HttpMethod.Get, peer.At($"/{entry.Document?.TrimStart('/')}"));
            var asked = await connection.AskAsync(request, cancellation);
            if (asked.Value is not { IsWell: true } answer)
            {
                return asked.Value is null ? new Refusal(asked.Problems)
                    : new Refusal(new Problem("service", "foreign.not-understood", T.ForeignNotUnderstood));
            }
            text = answer.Body;
        }
        return await read.RunAsync(KindOf(entry), text, null, cancellation);
    }

    private static ServiceKind KindOf(CatalogueEntry entry) => entry.Kind == "soap" ? ServiceKind.Soap : ServiceKind.Rest;
}
