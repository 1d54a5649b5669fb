using System.IO.Compression;
using System.Text;
using Phusa.Catalog.Contracts;
using Phusa.Host;
using Phusa.Intake.Contracts;

namespace Phusa.Tests.Store.Intake;

/// <summary>The workbook that a contract makes is read back as the file that the contract asks for.</summary>
public abstract class EntryTemplateTests(IRecordsEngine engine) : RecordsTests(engine, River.Modules)
{
    private const string Contract =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: test.clinics
        name: clinics
        version: 1.0.0
        status: active
        schema:
          - name: clinics
            logicalType: object
            properties:
              - { name: code, businessName: Mã, logicalType: string, primaryKey: true, primaryKeyPosition: 1, required: true }
              - { name: kind, businessName: Loại, logicalType: string }
              - { name: beds, businessName: Giường, logicalType: integer }
              - { name: opened, businessName: Ngày mở, logicalType: date, logicalTypeOptions: { format: dd/MM/yyyy } }
              - { name: public, businessName: Công lập, logicalType: boolean }
        """;

    [EngineFact]
    public async Task A_filled_template_loads_without_a_question()
    {
        await using var spine = new Spine(Database);
        var dataset = await spine.RegisterAsync(Contract);
        var contract = await spine.Datasets.ContractAsync(dataset, default);
        var template = EntryTemplate.Write(contract, new Dictionary<string, IReadOnlyList<CodeChoice>>
        {
            ["kind"] = [new("tram", "Trạm"), new("vien", "Bệnh viện")],
        });

        // Codes as text, a number, a day as Excel counts it (31 January 2024), a word of the list.
        var load = await spine.ImportAsync("clinics", Filled(
            template, "<c t=\"inlineStr\"><is><t>007</t></is></c><c t=\"inlineStr\"><is><t>tram</t></is></c><c><v>12</v></c>"
            + "<c s=\"4\"><v>45322</v></c><c t=\"inlineStr\"><is><t>có</t></is></c>"), "clinics.xlsx");

        Assert.Equal((LoadOutcome.Accepted, 1, 0), (load.Outcome, load.Accepted, load.Rejected));
        Assert.Equal(["007|tram|12|2024-01-31|true"], await spine.ServedAsync("clinics", "code, kind, beds, opened, public"));
    }

    private static byte[] Filled(byte[] template, string cells)
    {
        using var bytes = new MemoryStream();
        bytes.Write(template);
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var sheet = zip.GetEntry("xl/worksheets/sheet1.xml")!.Open();
            var xml = new StreamReader(sheet).ReadToEnd().Replace("</row>", $"</row><row>{cells}</row>", StringComparison.Ordinal);
            sheet.SetLength(0);
            sheet.Write(Encoding.UTF8.GetBytes(xml));
        }
        return bytes.ToArray();
    }
}

public sealed class SqliteEntryTemplateTests() : EntryTemplateTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresEntryTemplateTests(PostgresFixture postgres) : EntryTemplateTests(postgres);
