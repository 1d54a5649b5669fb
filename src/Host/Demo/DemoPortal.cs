using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.OpenData.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Host.Demo;

/// <summary>What the model province's portal shows besides datasets: themes, terms, lists, figures and searches.</summary>
internal sealed class DemoPortal(Packs packs, Themes themes, Terms terms, DatasetLists lists, FrontPage frontPage)
{
    public async Task FillAsync(CancellationToken cancellation)
    {
        var province = packs.Province;
        await themes.SaveAsync([.. province.Themes.Select(theme =>
            new Theme(theme.Code, Text.Pair(theme.TitleVi, theme.TitleEn), theme.Icon, theme.Eu))], cancellation);
        await terms.SaveAsync([.. packs.Glossary.Select(term => new Term(
            term.Name, Text.Pair(term.TermVi, term.TermEn), Text.Pair(term.DefinitionVi, term.DefinitionEn)))], cancellation);
        foreach (var list in packs.Lists)
        {
            await lists.SaveAsync(Issued(list), cancellation);
        }
        await frontPage.SaveAsync(
            [.. province.HomeFigures.Where(figure => figure.Source.Dataset is not null).Select(Figure)],
            [.. province.FeaturedSearches.Select(search => Text.Pair(search.Vi, search.En))], cancellation);
    }

    private static DatasetList Issued(ListPack list) => new(
        Enum.Parse<DatasetListKind>(list.Kind, ignoreCase: true), Text.Pair(list.TitleVi, list.TitleEn),
        list.Decision.Number, list.Decision.Date, list.Decision.IssuedBy, list.Illustrative,
        list.NoteVi is { } note ? Text.Same(note) : null,
        [.. list.Entries.Select(entry => new DatasetListEntry(entry.Dataset, entry.PublishBy ?? entry.ShareBy))]);

    private static FrontPageFigure Figure(HomeFigure figure) => new(
        figure.Key, Text.Pair(figure.TitleVi, figure.TitleEn), figure.Source.Dataset!,
        Enum.Parse<AggregateFunction>(figure.Source.Aggregate ?? "count", ignoreCase: true), figure.Source.Field,
        (figure.Source.Filter ?? new Dictionary<string, System.Text.Json.JsonElement>())
            .ToDictionary(pair => pair.Key, pair => Convert.ToString(pair.Value, CultureInfo.InvariantCulture) ?? ""),
        figure.Decimals);
}
