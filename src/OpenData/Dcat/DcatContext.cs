using System.Text.Json.Nodes;

namespace Phusa.OpenData.Dcat;

/// <summary>
/// What the keys of our JSON-LD mean, written into every answer: a harvester then needs no other site to read it.
/// The terms are those of DCAT-AP 3.0.1.
/// </summary>
internal static class DcatContext
{
    private static readonly (string Prefix, string Namespace)[] Prefixes =
    [
        ("dcat", "http://www.w3.org/ns/dcat#"), ("dct", "http://purl.org/dc/terms/"), ("foaf", "http://xmlns.com/foaf/0.1/"),
        ("skos", "http://www.w3.org/2004/02/skos/core#"), ("hydra", "http://www.w3.org/ns/hydra/core#"),
        ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"), ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ];

    /// <summary>Texts by language.</summary>
    private static readonly (string Key, string Term)[] Words =
    [
        ("title", "dct:title"), ("description", "dct:description"), ("keyword", "dcat:keyword"), ("name", "foaf:name"),
        ("prefLabel", "skos:prefLabel"),
    ];

    /// <summary>Addresses of other things.</summary>
    private static readonly (string Key, string Term)[] Links =
    [
        ("accessRights", "dct:accessRights"), ("accrualPeriodicity", "dct:accrualPeriodicity"), ("conformsTo", "dct:conformsTo"),
        ("format", "dct:format"), ("language", "dct:language"), ("licence", "dct:license"), ("mediaType", "dcat:mediaType"),
        ("accessURL", "dcat:accessURL"), ("downloadURL", "dcat:downloadURL"), ("endpointURL", "dcat:endpointURL"),
        ("endpointDescription", "dcat:endpointDescription"), ("landingPage", "dcat:landingPage"), ("homepage", "foaf:homepage"),
        ("publisher", "dct:publisher"), ("theme", "dcat:theme"), ("exactMatch", "skos:exactMatch"), ("dataset", "dcat:dataset"),
        ("service", "dcat:service"), ("distribution", "dcat:distribution"),
        ("first", "hydra:first"), ("next", "hydra:next"), ("previous", "hydra:previous"), ("last", "hydra:last"),
    ];

    public static JsonObject Of()
    {
        var context = new JsonObject();
        foreach (var (prefix, space) in Prefixes)
        {
            context[prefix] = space;
        }
        foreach (var (key, term) in Words)
        {
            context[key] = new JsonObject { ["@id"] = term, ["@container"] = "@language" };
        }
        foreach (var (key, term) in Links)
        {
            context[key] = new JsonObject { ["@id"] = term, ["@type"] = "@id" };
        }
        foreach (var key in (string[])["issued", "modified"])
        {
            context[key] = new JsonObject { ["@id"] = $"dct:{key}", ["@type"] = "xsd:dateTime" };
        }
        context["identifier"] = "dct:identifier";
        context["version"] = "dcat:version";
        context["totalItems"] = "hydra:totalItems";
        context["itemsPerPage"] = "hydra:itemsPerPage";
        return context;
    }
}
