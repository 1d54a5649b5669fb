using System.Text.Json;
using Microsoft.Extensions.Options;
using Phusa.Catalog.Contracts;
using Phusa.Exchange.Events;
using Phusa.Exchange.Members;
using Phusa.Exchange.Services;
using Phusa.Kernel.Data;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Exchange.Federation;

/// <summary>A catalogue as its bytes were signed.</summary>
internal sealed record SealedCatalogue(long Sequence, string Content, string Signature, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt);

/// <summary>
/// What we offer to other exchanges, signed anew when it changed and every hour, under a number that goes up. Nodes agree on
/// one in the records.
/// </summary>
internal sealed class OwnCatalogue(
    Database database, RegisterRevision revision, ServiceStore services, ServiceInterfaces interfaces, FederatedMarks marks,
    Agencies agencies, CatalogueKey key, IOptions<ExchangeOptions> options, Site site, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private static readonly TimeSpan Anew = TimeSpan.FromHours(1);

    /// <summary>After which contracts are read again, whose changes the register does not count.</summary>
    private static readonly TimeSpan Looked = TimeSpan.FromMinutes(1);

    private Memory? memory;

    /// <summary>In the language of the country, whoever asks.</summary>
    public string Name => site.Name.Vi is { Length: > 0 } name ? name : options.Value.Instance;

    public async Task<SealedCatalogue> ReadAsync(CancellationToken cancellation)
    {
        var (changes, now) = (await revision.CurrentAsync(cancellation), clock.GetUtcNow());
        var known = Volatile.Read(ref memory);
        if (known is null || known.Changes != changes || now >= known.Until)
        {
            Volatile.Write(ref memory, known = new(changes, now + Looked, await MakeAsync(now, cancellation)));
        }
        return known.Catalogue;
    }

    /// <summary>The service, where the catalogue lists it.</summary>
    public async Task<ServiceOfMember?> FindAsync(
        MemberClass kind, string member, string code, int version, CancellationToken cancellation) =>
        await services.FindAsync(kind, member, code, version, cancellation) is { } known
            && (await marks.AllAsync(cancellation)).Contains(known.Service.Id)
            && OfferToPeers.MayBe(known, await interfaces.ClassAsync(known.Service, cancellation)) ? known : null;

    private async Task<SealedCatalogue> MakeAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var (members, entries) = await ListAsync(cancellation);
        var subject = JsonSerializer.Serialize(new { Name = Name, members, entries, key.Fingerprint }, JsonStorage.Options);
        while (true)
        {
            var before = await database.FindAsync(
                new("select sequence, subject, content, signature, issued_at, expires_at from exchange_catalogue where id = 1"),
                row => new Kept(Read(row), row.Text("subject")), cancellation);
            if (before is { } kept && kept.Subject == subject && now - kept.Catalogue.IssuedAt < Anew)
            {
                return kept.Catalogue;
            }
            var next = Sealed(new(
                options.Value.Instance, Name, (before?.Catalogue.Sequence ?? 0) + 1, now, now + Lifetime, members, entries));
            if (await KeepAsync(next, subject, before?.Catalogue.Sequence, cancellation))
            {
                return next;
            }
        }
    }

    private SealedCatalogue Sealed(Catalogue catalogue)
    {
        var content = JsonStorage.Write(catalogue);
        return new(catalogue.Sequence, content, key.Sign(content), catalogue.IssuedAt, catalogue.ExpiresAt);
    }

    /// <summary>False when another node signed the next one meanwhile.</summary>
    private async Task<bool> KeepAsync(SealedCatalogue next, string subject, long? was, CancellationToken cancellation) =>
        await database.ExecuteAsync(new(was is null
            ? "insert into exchange_catalogue (id, sequence, subject, content, signature, issued_at, expires_at) "
                + "values (1, @sequence, @subject, @content, @signature, @issued, @expires) on conflict (id) do nothing"
            : "update exchange_catalogue set sequence = @sequence, subject = @subject, content = @content, signature = @signature, "
                + "issued_at = @issued, expires_at = @expires where id = 1 and sequence = @was",
            ("sequence", next.Sequence), ("subject", subject), ("content", next.Content), ("signature", next.Signature),
            ("issued", next.IssuedAt), ("expires", next.ExpiresAt), ("was", was)), cancellation) > 0;

    private async Task<(IReadOnlyList<CatalogueMember> Members, IReadOnlyList<CatalogueEntry> Services)> ListAsync(
        CancellationToken cancellation)
    {
        var listed = await marks.AllAsync(cancellation);
        var tree = await agencies.TreeAsync(cancellation);
        var (members, entries) = (new List<CatalogueMember>(), new List<CatalogueEntry>());
        foreach (var known in (await services.ListAsync(cancellation)).Where(one => listed.Contains(one.Service.Id) && one.Owner.IsActive))
        {
            var kind = await interfaces.ClassAsync(known.Service, cancellation);
            if (OfferToPeers.MayBe(known, kind))
            {
                entries.Add(Entry(known, kind, await interfaces.OfAsync(known.Service, cancellation)));
                members.Add(new(known.Owner.Class.ToString(), known.Owner.Code, NameOf(tree, known.Owner)));
            }
        }
        return ([.. members.Distinct()], entries);
    }

    private static string NameOf(AgencyTree tree, Members.Member owner) =>
        owner.Agency is { } code ? tree.Find(code)?.NameVi ?? code : owner.PartnerName ?? owner.Code;

    private static CatalogueEntry Entry(ServiceOfMember known, Classification kind, ServiceInterface described)
    {
        var (owner, service) = (known.Owner, known.Service);
        return new(
            owner.Class.ToString(), owner.Code, service.Code, service.Version, Word.Of(service.Kind), service.TitleVi,
            service.TitleEn, Word.Of(kind), Word.Of(service.State),
            [.. described.Fields.Where(field => field.LeavesItsAgency).Select(field => new CatalogueField(
                field.Name, field.Title.Vi, field.Title.En, Word.Of(field.Type), field.IsKey,
                Word.Of(field.PersonalData)))],
            service.IsProxied ? FederationEndpoints.DocumentPath(owner.Class, owner.Code, service.Code, service.Version) : null);
    }

    private static SealedCatalogue Read(Row row) => new(
        row.Integer("sequence"), row.Text("content"), row.Text("signature"), row.Instant("issued_at"), row.Instant("expires_at"));

    private sealed record Kept(SealedCatalogue Catalogue, string Subject);

    private sealed record Memory(long Changes, DateTimeOffset Until, SealedCatalogue Catalogue);
}
