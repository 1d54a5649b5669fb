using Phusa.Kernel.Data;
using Phusa.Kernel.Texts;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.Contracts;

/// <summary>A figure of the home page, worked out of the rows that a dataset serves.</summary>
/// <param name="Key">Names it in the address that explains it.</param>
/// <param name="Field">Null only for a count of rows.</param>
/// <param name="Filter">Value by field; a row must have them all.</param>
/// <param name="Decimals">Shown after the comma, 0–6.</param>
public sealed record FrontPageFigure(
    string Key, Text Title, string Dataset, AggregateFunction Function, string? Field,
    IReadOnlyDictionary<string, string> Filter, int Decimals);

/// <summary>What a province puts on its home page.</summary>
public sealed class FrontPage(Database database)
{
    public Task<IReadOnlyList<FrontPageFigure>> FiguresAsync(CancellationToken cancellation) => database.ListAsync(
        new(
            """
            select key, title_vi, title_en, dataset, aggregate, field, filter, decimals from opendata_figure
            order by position
            """),
        row => new FrontPageFigure(
            row.Text("key"), Text.Pair(row.Text("title_vi"), row.Text("title_en")), row.Text("dataset"),
            row.Choice<AggregateFunction>("aggregate"), row.TextOrNull("field"),
            row.Json<Dictionary<string, string>>("filter"), (int)row.Integer("decimals")), cancellation);

    /// <summary>What people often look for.</summary>
    public Task<IReadOnlyList<Text>> SearchesAsync(CancellationToken cancellation) => database.ListAsync(
        new("select text_vi, text_en from opendata_search order by position"),
        row => Text.Pair(row.Text("text_vi"), row.Text("text_en")), cancellation);

    /// <summary>Replaces all of it.</summary>
    public Task SaveAsync(
        IReadOnlyList<FrontPageFigure> figures, IReadOnlyList<Text> searches, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(new("delete from opendata_figure"), cancellation);
            await session.ExecuteAsync(new("delete from opendata_search"), cancellation);
            foreach (var (at, figure) in figures.Index())
            {
                await session.ExecuteAsync(new(
                    """
                    insert into opendata_figure (key, title_vi, title_en, dataset, aggregate, field, filter, decimals, position)
                    values (@key, @vi, @en, @dataset, @aggregate, @field, @filter, @decimals, @position)
                    """,
                    ("key", figure.Key), ("vi", figure.Title.Vi), ("en", figure.Title.En), ("dataset", figure.Dataset),
                    ("aggregate", figure.Function), ("field", figure.Field),
                    ("filter", JsonStorage.Write(figure.Filter)), ("decimals", figure.Decimals), ("position", at)),
                    cancellation);
            }
            foreach (var (at, text) in searches.Index())
            {
                await session.ExecuteAsync(new(
                    "insert into opendata_search (position, text_vi, text_en) values (@at, @vi, @en)",
                    ("at", at), ("vi", text.Vi), ("en", text.En)), cancellation);
            }
            return figures.Count;
        }, cancellation);
}
