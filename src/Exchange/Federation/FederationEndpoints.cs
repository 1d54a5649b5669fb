using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Phusa.Exchange.Documents;
using Phusa.Exchange.Members;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Federation;

/// <summary>What this exchange tells others of itself: who it is, and what it offers them, signed.</summary>
internal static class FederationEndpoints
{
    public const string InstancePath = "/.well-known/phusa-exchange";

    public const string CataloguePath = "/api/v1/exchange/federation/catalogue";

    /// <summary>The signature over the body, byte for byte.</summary>
    public const string SignatureHeader = "Phusa-Catalogue-Signature";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(InstancePath, Instance).RequireAuthorization(Policies.Public).WithTags("federation").WithName("exchange-instance")
            .WithSummary("Which exchange this is, and the key that signs its catalogue");
        routes.MapGet(CataloguePath, CatalogueAsync).RequireAuthorization(Policies.Public).WithTags("federation")
            .WithName("federated-catalogue").WithSummary("Services that other exchanges may know of, signed")
            .Produces<Catalogue>();
        routes.MapGet("/api/v1/exchange/federation/documents/{kind}/{member}/{service}/v{version:int}", DocumentAsync)
            .RequireAuthorization(Policies.Public).WithTags("federation").WithName("federated-document")
            .WithSummary("The OpenAPI document or WSDL of a service in the signed catalogue");
    }

    public static string DocumentPath(MemberClass kind, string member, string service, int version) =>
        $"/api/v1/exchange/federation/documents/{kind}/{Uri.EscapeDataString(member)}/{Uri.EscapeDataString(service)}/v{version}";

    private static Ok<InstanceCard> Instance(CatalogueKey key, OwnCatalogue catalogue, IOptions<ExchangeOptions> options) =>
        TypedResults.Ok(new InstanceCard(
            options.Value.Instance, catalogue.Name, options.Value.TokenEndpoint, CataloguePath, key.PublicPem, key.Fingerprint));

    private static async Task<IResult> CatalogueAsync(HttpContext http, OwnCatalogue catalogue, CancellationToken cancellation)
    {
        var read = await catalogue.ReadAsync(cancellation);
        var tag = $"\"{read.Sequence}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "public, no-cache";
        if (http.Request.Headers.IfNoneMatch.Contains(tag))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }
        http.Response.Headers[SignatureHeader] = read.Signature;
        return TypedResults.Bytes(Encoding.UTF8.GetBytes(read.Content), "application/json; charset=utf-8");
    }

    /// <summary>Always to be saved, never shown: it is somebody's own text, and this is not their site.</summary>
    private static async Task<Results<FileContentHttpResult, NotFound>> DocumentAsync(
        MemberClass kind, string member, string service, int version, OwnCatalogue catalogue, DocumentStore documents,
        CancellationToken cancellation)
    {
        if (await catalogue.FindAsync(kind, member, service, version, cancellation) is not { } known
            || await documents.FindAsync(known.Service.Id, cancellation) is not { } document)
        {
            return TypedResults.NotFound();
        }
        var (type, extension) = document.Form(known.Service.Kind);
        return TypedResults.File(Encoding.UTF8.GetBytes(document.Content), type, $"{service}-v{version}.{extension}");
    }
}

/// <summary>What an exchange says of itself.</summary>
/// <param name="Catalogue">Path below its address.</param>
/// <param name="PublicKey">PEM.</param>
/// <param name="Fingerprint">To be compared by another way than this answer.</param>
internal sealed record InstanceCard(
    string Instance, string Name, string TokenEndpoint, string Catalogue, string PublicKey, string Fingerprint);
