using Phusa.Warehouse.DuckDb;

namespace Phusa.Bench;

/// <summary>The file that intake and queries are measured on: 12 columns, 5,000,000 rows, made by DuckDB from a formula.</summary>
internal static class Readings
{
    public const int Rows = 5_000_000;

    /// <summary>20 checks follow from it: 7 types, 2 ranges, 5 of blanks, presence, a pattern, a format, a list, a key, whole lines.</summary>
    public const string Contract =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: bench.readings
        name: readings
        version: 1.0.0
        status: active
        customProperties:
          - { property: phusa.classification, value: open }
          - { property: phusa.titleVi, value: Số đo minh hoạ }
        schema:
          - name: readings
            logicalType: object
            properties:
              - { name: id, logicalType: integer, primaryKey: true, primaryKeyPosition: 1, required: true }
              - { name: station, logicalType: string, logicalTypeOptions: { pattern: "^TB[0-9]{5}$" } }
              - { name: name, logicalType: string }
              - { name: observed_at, logicalType: timestamp }
              - { name: pm25, logicalType: number, logicalTypeOptions: { minimum: 0, maximum: 1000 } }
              - { name: pm10, logicalType: number }
              - { name: temperature, logicalType: number, logicalTypeOptions: { minimum: -10, maximum: 50 } }
              - { name: humidity, logicalType: number }
              - name: level
                logicalType: string
                quality:
                  - { name: levels, type: library, metric: invalidValues, mustBe: 0, arguments: { validValues: [tốt, trung bình, kém, xấu] } }
              - { name: commune, logicalType: string, customProperties: [ { property: phusa.format, value: commune-code } ] }
              - { name: day, logicalType: date }
              - { name: note, logicalType: string }
        """;

    /// <summary>The same with rows looked up by key, which a load has to write into the records as well.</summary>
    public static readonly string ServedContract = Contract.Replace(
        "customProperties:\n  - {", "customProperties:\n  - { property: phusa.serve, value: { lookup: [id] } }\n  - {",
        StringComparison.Ordinal);

    /// <summary>The same as a table of PostgreSQL, which checks nothing but the types.</summary>
    public const string Table =
        """
        create table readings (id bigint, station text, name text, observed_at timestamp, pm25 float8, pm10 float8,
            temperature float8, humidity float8, level text, commune text, day date, note text)
        """;

    /// <summary>Makes the file once; about 770 MB.</summary>
    public static string Csv(string work)
    {
        var path = Path.Combine(work, "readings.csv");
        if (File.Exists(path))
        {
            return path;
        }
        using var duck = DuckDatabase.Open(null);
        using var connection = duck.Connect();
        connection.Execute(
            $"""
            copy (select i as id, printf('TB%05d', (i * 7919) % 50000) as station, 'Trạm quan trắc số ' || (i % 5000) as name,
                timestamp '2025-01-01' + interval (i % 31536000) second as observed_at,
                round((hash(i) % 20000) / 100, 2) as pm25, round((hash(i + 1) % 30000) / 100, 2) as pm10,
                round(15 + (hash(i + 2) % 250) / 10, 1) as temperature, round((hash(i + 3) % 1000) / 10, 1) as humidity,
                ['tốt', 'trung bình', 'kém', 'xấu'][1 + (i % 4)] as level, printf('%05d', 20000 + (i % 135)) as commune,
                date '2025-01-01' + (i % 365)::int as day, 'ghi chú tự động của dòng ' || i as note
            from range(1, {Rows + 1}) t(i)) to {DuckSql.Literal(path)} (header)
            """);
        return path;
    }
}
