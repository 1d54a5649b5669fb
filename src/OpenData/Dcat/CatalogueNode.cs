using System.Text.Json.Nodes;
using Phusa.Kernel.Texts;
using Phusa.OpenData.Catalogue;
using Phusa.Ui;

namespace Phusa.OpenData.Dcat;

/// <summary>The catalogue itself, with the datasets of one page, and the page as harvesters of Hydra turn it.</summary>
internal static class CatalogueNode
{
    public static JsonObject Of(string origin, Names names, Site site, IEnumerable<JsonObject> datasets) => new()
    {
        ["@id"] = $"{origin}/datasets#catalogue",
        ["@type"] = "dcat:Catalog",
        ["title"] = JsonLd.Words(site.Name.Vi.Length == 0 ? T.DcatTitle : T.DcatTitleOf(site.Name)),
        ["description"] = JsonLd.Words(T.DcatDescription),
        ["publisher"] = names.Top is { } top
            ? new DatasetNode(origin, names).Agency(top.Code)
            : new JsonObject { ["@type"] = "foaf:Agent", ["name"] = JsonLd.Words(site.Name.Vi.Length == 0 ? T.DcatTitle : site.Name) },
        ["homepage"] = JsonLd.Thing($"{origin}/", "foaf:Document"),
        ["language"] = JsonLd.Thing(Authority.Vietnamese, "dct:LinguisticSystem"),
        ["service"] = new JsonObject
        {
            ["@id"] = $"{origin}/api#service",
            ["@type"] = "dcat:DataService",
            ["title"] = JsonLd.Words(Text.Same("REST API")),
            ["endpointURL"] = JsonLd.Thing($"{origin}/api/v1", "rdfs:Resource"),
            ["endpointDescription"] = JsonLd.Thing($"{origin}/openapi/v1.json", "rdfs:Resource"),
        },
        ["dataset"] = new JsonArray([.. datasets]),
    };

    /// <param name="page">From 1.</param>
    public static JsonObject Page(string address, int page, int size, int total)
    {
        var last = Math.Max(1, (total + size - 1) / size);
        var node = new JsonObject
        {
            ["@id"] = At(page),
            ["@type"] = "hydra:PagedCollection",
            ["totalItems"] = total,
            ["itemsPerPage"] = size,
            ["first"] = At(1),
            ["last"] = At(last),
        };
        if (page > 1)
        {
            node["previous"] = At(page - 1);
        }
        if (page < last)
        {
            node["next"] = At(page + 1);
        }
        return node;

        string At(int number) => $"{address}?page={number}";
    }
}
