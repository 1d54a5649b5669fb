using System.Globalization;
using System.Text.Json.Nodes;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.OpenData.Access;
using Phusa.OpenData.Catalogue;
using Phusa.OpenData.DatasetPages;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.Dcat;

/// <summary>A dataset as DCAT-AP describes it; its files are told to those who may download them.</summary>
/// <param name="origin">Where this portal stands, as the harvester called it: <c>https://data.example.vn</c>.</param>
internal sealed class DatasetNode(string origin, Names names)
{
    public JsonObject Of(Sight sight, DatasetVersion? served)
    {
        var (dataset, contract) = (sight.Dataset, sight.Contract);
        var node = new JsonObject
        {
            ["@id"] = $"{origin}/datasets/{dataset.Name}#dataset",
            ["@type"] = "dcat:Dataset",
            ["identifier"] = contract.Id,
            ["title"] = JsonLd.Words(dataset.Title),
            ["description"] = JsonLd.Words(Text.Same(dataset.Purpose ?? dataset.Title.Vi)),
            ["landingPage"] = JsonLd.Thing($"{origin}/datasets/{dataset.Name}", "foaf:Document"),
            ["conformsTo"] = JsonLd.Thing($"{origin}/api/v1/datasets/{dataset.Name}/contract", "dct:Standard"),
            ["publisher"] = Agency(dataset.Agency),
            ["accessRights"] = JsonLd.Thing(Authority.Rights(dataset.Classification), "dct:RightsStatement"),
            ["language"] = JsonLd.Thing(Authority.Vietnamese, "dct:LinguisticSystem"),
            ["issued"] = Instant(dataset.CreatedAt),
            ["modified"] = Instant(served?.CreatedAt ?? dataset.ChangedAt),
        };
        if (dataset.Keywords.Count > 0)
        {
            node["keyword"] = new JsonObject { ["vi"] = new JsonArray([.. dataset.Keywords.Select(word => JsonValue.Create(word))]) };
        }
        if (dataset.Theme is { } theme)
        {
            node["theme"] = Theme(theme);
        }
        if (contract.Frequency is { } frequency)
        {
            node["accrualPeriodicity"] = JsonLd.Thing(Authority.Every(frequency), "dct:Frequency");
        }
        if (served is not null)
        {
            node["version"] = served.Number.ToString(CultureInfo.InvariantCulture);
        }
        if (served is not null && sight.Decision.Allowed)
        {
            node["distribution"] = new JsonArray([.. Downloads.Of(contract).Select(file => File(dataset, file.Format, file.Title))]);
        }
        return node;
    }

    public JsonObject Agency(string code) => new()
    {
        ["@id"] = $"{origin}/agencies/{Uri.EscapeDataString(code)}#agency",
        ["@type"] = "foaf:Agent",
        ["identifier"] = code,
        ["name"] = JsonLd.Words(names.Agency(code)),
    };

    private static string Instant(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private JsonObject Theme(string code)
    {
        var concept = JsonLd.Thing($"{origin}/datasets?theme={Uri.EscapeDataString(code)}", "skos:Concept");
        concept["prefLabel"] = JsonLd.Words(names.Theme(code));
        if (names.Themes.FirstOrDefault(theme => theme.Code == code)?.EuCode is { } eu)
        {
            concept["exactMatch"] = Authority.Theme(eu);
        }
        return concept;
    }

    private JsonObject File(Dataset dataset, string format, string title)
    {
        var address = $"{origin}/api/v1/datasets/{dataset.Name}/download?format={format}";
        var node = new JsonObject
        {
            ["@id"] = $"{address}#distribution",
            ["@type"] = "dcat:Distribution",
            ["title"] = JsonLd.Words(Text.Same(title)),
            ["accessURL"] = address,
            ["downloadURL"] = address,
        };
        var (file, media) = Authority.Format(format);
        foreach (var (key, value, type) in new[]
        {
            ("format", file, "dct:MediaTypeOrExtent"), ("mediaType", media, "dct:MediaType"),
            ("licence", Authority.Licence(dataset.Licence), "dct:LicenseDocument"),
        })
        {
            if (value is not null)
            {
                node[key] = JsonLd.Thing(value, type);
            }
        }
        return node;
    }
}
