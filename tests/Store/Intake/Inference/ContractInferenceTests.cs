using Microsoft.Extensions.Options;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Reading;

namespace Phusa.Tests.Store.Intake.Inference;

public sealed class ContractInferenceTests : IDisposable
{
    private static readonly IOptions<IntakeOptions> Options =
        Microsoft.Extensions.Options.Options.Create(new IntakeOptions { LoadMemoryMegabytes = 300 });

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("phusa-infer-");
    private readonly ContractInference inference = new(
        new SourceOpener(new ServiceCollection().AddSingleton(Options).AddSources().BuildServiceProvider().GetServices<RowSource>(), Options), Options);

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_vietnamese_file_gets_names_types_key_ranges_and_protection()
    {
        var rows = Enumerable.Range(1, 40).Select(at =>
            $"HS{at:0000};Nguyễn Văn {(char)('A' + at % 20)};0640850{at:00000};{at % 28 + 1:00}/03/2025;1.{at:000},5;{(at % 2 == 0 ? "đã xong" : "đang làm")};0{at:00}");
        var contract = Proposed("Hồ sơ 2025.csv",
            "Mã hồ sơ;Họ và tên;Số CCCD;Ngày nộp;Kinh phí (triệu đồng);Trạng thái;Mã ngắn\n" + string.Join('\n', rows) + "\n");

        Assert.Equal("ho_so_2025", contract.Name);
        Assert.Equal(
            ["ma_ho_so", "ho_va_ten", "so_cccd", "ngay_nop", "kinh_phi_trieu_dong", "trang_thai", "ma_ngan"],
            contract.Fields.Select(field => field.Name));
        Assert.Equal(
            [FieldType.Text, FieldType.Text, FieldType.Text, FieldType.Date, FieldType.Number, FieldType.Text, FieldType.Text],
            contract.Fields.Select(field => field.Type));
        Assert.Equal("ma_ho_so", Assert.Single(contract.Key).Name);
        Assert.Equal("^HS[0-9]{4}$", contract.Fields[0].Pattern);
        Assert.Equal("citizen-id", contract.Fields[2].Format);
        Assert.Equal((PersonalData.Basic, Mask.Last4), (contract.Fields[2].PersonalData, contract.Fields[2].Mask));
        Assert.Equal(PersonalData.Basic, contract.Fields[1].PersonalData);
        Assert.NotEmpty(contract.Fields[1].Description!);
        Assert.Equal((new DateOnly(2025, 1, 1), new DateOnly(2025, 12, 31)), (contract.Fields[3].Minimum, contract.Fields[3].Maximum));
        Assert.Equal((0m, 2000m), (contract.Fields[4].Minimum, contract.Fields[4].Maximum));
        Assert.Equal(["đang làm", "đã xong"], contract.Fields[5].AcceptedValues);
        Assert.Equal("Kinh phí (triệu đồng)", contract.Fields[4].TitleVi);
        Assert.All(contract.Fields, field => Assert.True(field.Required));
    }

    [Fact]
    public void Headings_alike_blank_or_of_figures_still_make_names()
    {
        var contract = Proposed("1.csv", "Tên,Tên,2024,Đơn vị\na,b,1,x\nc,d,,y\n");

        Assert.Equal("dataset_1", contract.Name);
        Assert.Equal(["ten", "ten_2", "field_2024", "don_vi"], contract.Fields.Select(field => field.Name));
        Assert.False(contract.Fields[2].Required);
    }

    [Fact]
    public void A_file_that_is_nothing_is_refused()
    {
        var file = Written("x.csv", "");

        Assert.NotEmpty(inference.Propose(file, default).Problems);
    }

    [Fact]
    public void A_line_that_is_no_record_is_a_fault_of_the_file()
    {
        var contract = Read(inference.Propose(Written("a.csv", "mã,tên\nA1,Cầu\nA2,Đường\n"), default));

        var measure = inference.Check(contract, Written("b.csv", "mã,tên\nA3,Cầu\nA4\n"), default).Value!;

        var found = Assert.Single(measure.Results, result => result.Failed > 0);
        Assert.Equal(("record", 1L), (found.Check.Name, found.Failed));
    }

    [Theory]
    [MemberData(nameof(PackFiles))]
    public void A_proposed_contract_is_one_that_its_own_file_passes(string pack)
    {
        var file = new FileInfo(Path.Combine(Root, pack));
        var contract = Read(inference.Propose(file, default));
        var measure = inference.Check(contract, file, default).Value!;

        Assert.NotEmpty(contract.Fields);
        // A line that is no record is nothing that a contract could allow; one file of the demo province has some on purpose.
        var broken = pack.EndsWith("faulty_citizen_requests.csv", StringComparison.Ordinal);
        Assert.Empty(measure.Results.Where(result => result is { Failed: > 0, Check.Severity: Severity.Error }
            && !(broken && result.Check.Kind == "record"))
            .Select(result => $"{result.Check.Name}: {result.Failed}"));
    }

    public static TheoryData<string> PackFiles() => [.. Directory
        .EnumerateFiles(Path.Combine(Root, "packs"), "*.csv", SearchOption.AllDirectories)
        .Concat(Seeds()).Select(path => Path.GetRelativePath(Root, path)).Order(StringComparer.Ordinal)];

    /// <summary>The province's own files, where they lie beside the repository or PHUSA_SHARED names them.</summary>
    private static IEnumerable<string> Seeds()
    {
        var shared = Environment.GetEnvironmentVariable("PHUSA_SHARED") ?? Path.Combine(Root, "..", "shared");
        var seeds = Path.Combine(shared, "data", "seeds");
        return Directory.Exists(seeds) ? Directory.EnumerateFiles(seeds, "*.csv", SearchOption.AllDirectories) : [];
    }

    private static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Phusa.slnx")))
        {
            at = at.Parent ?? throw new InvalidOperationException("The tests run outside the repository");
        }
        return at.FullName;
    }

    private DataContract Proposed(string name, string content) => Read(inference.Propose(Written(name, content), default));

    /// <summary>As it comes back from the file that a person would keep.</summary>
    private static DataContract Read(Kernel.Outcomes.Outcome<DataContract> proposed)
    {
        Assert.True(proposed.IsDone, string.Join("; ", proposed.Problems));
        var reading = ContractReader.Read(ContractWriter.Write(proposed.Value), "inferred.yaml");
        Assert.True(reading.Contract is not null, string.Join("; ", reading.Problems));
        return reading.Contract!;
    }

    private FileInfo Written(string name, string content)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, content);
        return new(path);
    }
}
