using System.Diagnostics;
using Phusa.Catalog.Contracts;
using Phusa.Catalog.Search;
using Xunit.Abstractions;
using static Phusa.Tests.Unit.Catalog.Search.Library;

namespace Phusa.Tests.Unit.Catalog.Search;

public sealed class LargeCatalogueTests(ITestOutputHelper output)
{
    private static readonly string[] Topics =
    [
        "dân số", "trường học", "bệnh viện", "đất đai", "giao thông", "rừng", "thuỷ lợi", "lao động", "việc làm", "du lịch",
        "thủ tục hành chính", "ngân sách", "doanh nghiệp", "chăn nuôi", "cà phê", "hồ tiêu", "khí hậu", "không khí", "nước sạch",
    ];

    private static readonly string[] Kinds = ["Danh mục", "Thống kê", "Kết quả", "Kế hoạch", "Số liệu", "Biến động", "Hiện trạng"];

    [Fact]
    public void Among_ten_thousand_datasets_the_right_ones_come_first()
    {
        var began = Stopwatch.GetTimestamp();
        var index = Index([.. Enumerable.Range(0, 10_000).Select(Synthetic)]);
        output.WriteLine($"index of 10,000 datasets: {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms");
        foreach (var (text, name) in new[]
        {
            ("thong ke ca phe xa so 1002", "dataset_1002"), ("Biến động cà phê xã số 5505", "dataset_5505"),
            ("dataset_77", "dataset_77"), ("commune 9999 dataset", "dataset_9999"),
        })
        {
            Library.Find(index, text);
            began = Stopwatch.GetTimestamp();
            var results = Library.Find(index, text);
            output.WriteLine($"{text}: {results.Total} found, {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0.0} ms");
            Assert.Equal(name, results.Hits[0].Dataset.Name);
        }
        var coffee = Library.Find(index, "ca phe ");
        Assert.Equal(10_000 / Topics.Length, coffee.Total, 1d);
        Assert.All(coffee.Hits, hit => Assert.Contains("cà phê", hit.Dataset.Title.Vi, StringComparison.Ordinal));
    }

    private static SearchDocument Synthetic(int at) => Book(
        $"dataset_{at}", $"{Kinds[at % Kinds.Length]} {Topics[at % Topics.Length]} xã số {at}", $"Dataset of commune {at}",
        $"Số liệu về {Topics[at % Topics.Length]} của xã số {at}, cập nhật hằng tháng", $"theme-{at % 10}", $"H21.{at % 30:00}",
        keywords: [Topics[at % Topics.Length], Kinds[at % Kinds.Length]],
        fields: [.. Enumerable.Range(0, 12).Select(field => ($"column_{field}", $"Cột {field}"))],
        standing: new DatasetStanding(1, at, Now.AddDays(-at % 60), at % 101));
}
