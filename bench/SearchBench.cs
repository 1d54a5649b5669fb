using System.Globalization;
using System.Text;

namespace Phusa.Bench;

/// <summary>Catalogue search over 10,000 datasets, HTTP included.</summary>
internal static class SearchBench
{
    private const int Datasets = 10_000;

    private static readonly string[] Subjects =
        ["đất đai", "dân số", "trường học", "bệnh viện", "quan trắc", "giao thông", "doanh nghiệp", "ngân sách", "dự án chuyển đổi số", "du lịch"];

    public static async Task RunAsync(string work)
    {
        var data = Path.Combine(work, "search");
        if (!Directory.Exists(data))
        {
            var folder = Directory.CreateDirectory(Path.Combine(work, "contracts")).FullName;
            for (var at = 0; at < Datasets; at++)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, $"d{at}.contract.yaml"), Contract(at), Encoding.UTF8);
            }
            await Whole.RunAsync("contract", "register", folder, "--data", data);
        }
        await using var server = await Server.StartAsync("serve", "--data", data);
        await server.MeasureAsync("words without accents", at => $"/api/v1/search?q={Uri.EscapeDataString(at % 2 == 0 ? "du an chuyen doi so" : "quan trac " + at % 99)}", 1);
        await server.MeasureAsync("words with a slip", _ => "/api/v1/search?q=" + Uri.EscapeDataString("chuyen dooi so"), 1);
        await server.MeasureAsync("beginning of a word", _ => "/api/v1/search?q=" + Uri.EscapeDataString("doanh ngh"), 1);
    }

    private static string Contract(int at) => string.Create(CultureInfo.InvariantCulture,
        $"""
        apiVersion: v3.1.0
        kind: DataContract
        id: bench.d{at}
        name: d{at}
        version: 1.0.0
        status: active
        description: {"{"} purpose: "Dữ liệu {Subjects[at % 10]} của xã số {at % 135}, kỳ {at / 135}" {"}"}
        customProperties:
          - {"{"} property: phusa.classification, value: open {"}"}
          - {"{"} property: phusa.titleVi, value: "{char.ToUpper(Subjects[at % 10][0], CultureInfo.InvariantCulture)}{Subjects[at % 10][1..]} {at}" {"}"}
        schema:
          - name: d{at}
            logicalType: object
            properties:
              - {"{"} name: id, logicalType: integer, primaryKey: true, primaryKeyPosition: 1, required: true {"}"}
              - {"{"} name: value, businessName: Giá trị, logicalType: number {"}"}
        """);
}
