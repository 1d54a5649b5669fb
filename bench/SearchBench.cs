namespace Phusa.Bench;

/// <summary>
/// Catalogue search over 10,000 datasets, HTTP included, beside PostgreSQL's full text and trigrams asked over its own
/// protocol.
/// </summary>
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
                await File.WriteAllTextAsync(Path.Combine(folder, $"d{at}.contract.yaml"), Contract(at));
            }
            await Whole.PhusaAsync("contract", "register", folder, "--data", data);
        }
        await using var postgres = await Postgres.StartAsync(work);
        await FillAsync(postgres);
        await using var server = await Server.StartAsync("serve", "--data", data);
        string Words(int at) => at % 2 == 0 ? "du an chuyen doi so" : $"quan trac {at % 99}";
        await CompareAsync("words without accents", Words,
            "from catalogue, plainto_tsquery('simple', $1) q where words @@ q order by ts_rank(words, q) desc limit 20", Words);
        await CompareAsync("words with a slip", _ => "chuyen dooi so",
            "from catalogue where $1 <% folded order by $1 <<-> folded limit 20", _ => "chuyen dooi so");
        await CompareAsync("beginning of a word", _ => "doanh ngh",
            "from catalogue, to_tsquery('simple', $1) q where words @@ q order by ts_rank(words, q) desc limit 20", _ => "doanh & ngh:*");
        Console.WriteLine($"peak phusa {server.Peak:N0} MB  PostgreSQL {postgres.Held:N0} MB");

        async Task CompareAsync(string what, Func<int, string> words, string sql, Func<int, string> asked) => await Pace.CompareAsync(
            what, $"{await server.RowsAsync(Address(words(0)), "datasets")} rows", 1, at => server.AskAsync(Address(words(at))),
            ("PostgreSQL", at => postgres.AskAsync($"select name, title, purpose, count(*) over () {sql}", asked(at))));

        static string Address(string words) => "/api/v1/search?q=" + Uri.EscapeDataString(words);
    }

    /// <summary>The same titles and purposes without accents, with the two indexes that PostgreSQL has for words and for slips.</summary>
    private static async Task FillAsync(Postgres postgres)
    {
        await postgres.ExecuteAsync("create extension unaccent; create extension pg_trgm");
        await postgres.ExecuteAsync("create table catalogue (name text, title text, purpose text, folded text, words tsvector)");
        for (var at = 0; at < Datasets; at++)
        {
            await postgres.AskAsync("insert into catalogue values ($1, $2, $3)", $"d{at}", Title(at), Purpose(at));
        }
        await postgres.ExecuteAsync("update catalogue set folded = lower(unaccent(title || ' ' || purpose))");
        await postgres.ExecuteAsync("update catalogue set words = to_tsvector('simple', folded)");
        await postgres.ExecuteAsync("create index on catalogue using gin (words); create index on catalogue using gist (folded gist_trgm_ops)");
        await postgres.ExecuteAsync("vacuum full analyze catalogue");
    }

    private static string Title(int at) => $"{char.ToUpperInvariant(Subjects[at % 10][0])}{Subjects[at % 10][1..]} {at}";

    private static string Purpose(int at) => $"Dữ liệu {Subjects[at % 10]} của xã số {at % 135}, kỳ {at / 135}";

    private static string Contract(int at) =>
        $$"""
        apiVersion: v3.1.0
        kind: DataContract
        id: bench.d{{at}}
        name: d{{at}}
        version: 1.0.0
        status: active
        description: { purpose: "{{Purpose(at)}}" }
        customProperties:
          - { property: phusa.classification, value: open }
          - { property: phusa.titleVi, value: "{{Title(at)}}" }
        schema:
          - name: d{{at}}
            logicalType: object
            properties:
              - { name: id, logicalType: integer, primaryKey: true, primaryKeyPosition: 1, required: true }
              - { name: value, businessName: Giá trị, logicalType: number }
        """;
}
