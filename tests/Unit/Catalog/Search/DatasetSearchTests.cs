using Phusa.Catalog.Contracts;
using Phusa.Catalog.Search;
using Phusa.Kernel.Texts;
using static Phusa.Tests.Unit.Catalog.Search.Library;

namespace Phusa.Tests.Unit.Catalog.Search;

public sealed class DatasetSearchTests
{
    private static readonly SearchIndex Province = Index(
        Book("projects_2024", "Nhiệm vụ, dự án chuyển đổi số năm 2024", "Digital projects 2024",
            theme: "digital-government", keywords: ["kinh phí"], fields: [("budget_million_vnd", "Kinh phí")]),
        Book("traffic_counts", "Lưu lượng giao thông", "Traffic counts", theme: "transport", agency: "H21.09",
            agencyNames: ["Sở Xây dựng"]),
        Book("statistics_education", "Thống kê giáo dục, giao nhiệm vụ", "Education statistics", theme: "education"),
        Book("schools", "Trường học", "Schools", theme: "education", classification: Classification.Shared,
            standing: new(1, 800, Now.AddDays(-40), 95)),
        Book("monitoring_stations", "Trạm quan trắc môi trường", "Monitoring stations", theme: "environment",
            standing: new(2, 50, Now.AddDays(-1), 80)));

    [Theory]
    [InlineData("du an chuyen doi so")]
    [InlineData("dự án chuyển đổi số")]
    [InlineData("DỰ ÁN CHUYỂN ĐỔI SỐ")]
    [InlineData("chuyen doi s")]
    [InlineData("digital projects")]
    [InlineData("budget")]
    public void A_dataset_is_found_with_or_without_accents(string text) =>
        Assert.Equal("projects_2024", Names(Library.Find(Province, text))[0]);

    [Fact]
    public void The_last_word_may_be_unfinished_unless_a_blank_follows()
    {
        Assert.Equal(["monitoring_stations"], Names(Library.Find(Province, "tram qu")));
        Assert.True(Library.Find(Province, "tram qu ").IsLoose);
    }

    [Theory]
    [InlineData("monitorng stations")]
    [InlineData("mointoring stations")]
    [InlineData("monitorinng staions ")]
    [InlineData("monituring statoins ")]
    public void Slips_of_typing_are_forgiven(string text) =>
        Assert.Equal(["monitoring_stations"], Names(Library.Find(Province, text)));

    [Fact]
    public void Short_words_must_be_right() => Assert.Empty(Library.Find(Province, "hoq ").Hits);

    [Fact]
    public void Neighbouring_syllables_count_for_more_than_scattered_ones() =>
        Assert.Equal(["traffic_counts", "statistics_education"], Names(Library.Find(Province, "giao thong")));

    [Fact]
    public void When_no_dataset_has_every_word_those_with_most_are_given()
    {
        var results = Library.Find(Province, "giao zzzzzz yyyyyy xxxxxx ");
        Assert.Empty(results.Hits);
        results = Library.Find(Province, "luu luong giao thong xyzzy");
        Assert.True(results.IsLoose);
        Assert.Equal("traffic_counts", Names(results)[0]);
    }

    [Fact]
    public void The_owner_is_searched_too() => Assert.Equal(["traffic_counts"], Names(Library.Find(Province, "so xay dung")));

    [Fact]
    public void A_glossary_term_finds_datasets_that_use_its_words()
    {
        var term = GlossaryPhrase.Of(new Term("ResultDocument", Text.Pair("kết quả giải quyết", "result document"), default));
        var index = Index(
            Book("results", "Kết quả giải quyết thủ tục", terms: [term]), Book("other", "Kết quả thi", terms: [term]));
        Assert.Equal(["results"], Names(Library.Find(index, "result document")));
    }

    [Fact]
    public void Facets_count_what_each_choice_would_leave()
    {
        var results = Library.Find(Province, null, (FacetNames.Theme, "education"));
        Assert.Equal(2, results.Total);
        var themes = results.Facets.Single(facet => facet.Name == FacetNames.Theme).Values;
        Assert.Equal(4, themes.Count);
        Assert.Contains(new SearchFacetValue("education", 2, true), themes);
        Assert.Contains(new SearchFacetValue("transport", 1, false), themes);
        var classes = results.Facets.Single(facet => facet.Name == FacetNames.Class).Values;
        Assert.Equal([new("open", 1, false), new("shared", 1, false)], classes);
    }

    [Fact]
    public void Two_values_of_a_facet_widen_and_two_facets_narrow()
    {
        Assert.Equal(3, Library.Find(Province, null, (FacetNames.Theme, "education"), (FacetNames.Theme, "transport")).Total);
        Assert.Equal(["schools"],
            Names(Library.Find(Province, null, (FacetNames.Theme, "education"), (FacetNames.Class, "shared"))));
        Assert.Equal(["schools"], Names(Library.Find(Province, null, (FacetNames.Freshness, "late"))));
        Assert.Equal(["monitoring_stations"], Names(Library.Find(Province, null, (FacetNames.Score, "75"))));
    }

    [Fact]
    public void What_the_caller_may_not_know_of_is_neither_listed_nor_counted()
    {
        var results = DatasetSearch.Answer(Province, new SearchRequest
        {
            IsVisible = dataset => dataset.Classification == Classification.Open,
        }, Now);
        Assert.Equal(4, results.Total);
        Assert.DoesNotContain(
            results.Facets.Single(facet => facet.Name == FacetNames.Class).Values, value => value.Value == "shared");
    }

    [Fact]
    public void Words_found_are_marked_in_the_title_with_their_accents()
    {
        System.Globalization.CultureInfo.CurrentUICulture = Phusa.Kernel.Texts.Text.Vietnamese;
        var hit = Library.Find(Province, "chuyen doi so").Hits[0];
        Assert.Equal(["chuyển đổi số"], hit.Title.Where(part => part.IsHit).Select(part => part.Text));
        Assert.Equal(hit.Dataset.Title.Vi, string.Concat(hit.Title.Select(part => part.Text)));
    }

    [Fact]
    public void Fields_that_hold_the_words_are_named() =>
        Assert.Equal(["budget_million_vnd"], Library.Find(Province, "kinh phi").Hits[0].Fields.Select(part => part.Name));

    [Fact]
    public void Without_words_the_newest_come_first() =>
        Assert.Equal("monitoring_stations", Names(Library.Find(Province, "  "))[0]);
}
