using Phusa.Catalog.Contracts;

namespace Phusa.OpenData.DatasetPages;

/// <summary>The same request in the languages people use, with this dataset's own fields.</summary>
internal sealed class ApiExamples(string origin, DataContract contract)
{
    private string Rows => $"{origin}/api/v1/datasets/{contract.Name}/rows";

    private string Sort => contract.Fields.FirstOrDefault(one => one.Type is FieldType.Number or FieldType.Decimal)?.Name
        ?? contract.Key.Concat(contract.Fields).First().Name;

    public IReadOnlyList<(string Title, string Code)> All =>
    [
        ("curl", $"""
            curl -s '{Rows}?sort=-{Sort}&limit=10'
            curl -s -OJ '{origin}/api/v1/datasets/{contract.Name}/download?format=csv'
            """),
        ("Python", $"""
            import pandas as pd

            rows = pd.read_csv("{origin}/api/v1/datasets/{contract.Name}/download?format=csv")
            print(rows.sort_values("{Sort}", ascending=False).head(10))
            """),
        ("R", $"""
            rows <- read.csv("{origin}/api/v1/datasets/{contract.Name}/download?format=csv", encoding = "UTF-8")
            head(rows[order(-rank(rows${Sort})), ], 10)
            """),
        ("C#", $$"""
            using System.Net.Http.Json;
            using System.Text.Json;

            using var http = new HttpClient();
            var page = await http.GetFromJsonAsync<JsonElement>("{{Rows}}?sort=-{{Sort}}&limit=10");
            foreach (var row in page.GetProperty("rows").EnumerateArray())
            {
                Console.WriteLine(row.GetProperty("{{Sort}}"));
            }
            """),
    ];
}
