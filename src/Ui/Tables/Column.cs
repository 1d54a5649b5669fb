using Microsoft.AspNetCore.Components;

namespace Phusa.Ui;

/// <summary>One column of a <see cref="DataTable{TItem}"/>: a <see cref="Value"/>, or a template as content.</summary>
public sealed class Column<TItem> : ComponentBase
{
    [CascadingParameter] private DataTable<TItem> Table { get; set; } = null!;

    /// <summary>The heading.</summary>
    [Parameter, EditorRequired] public Words Title { get; set; }

    /// <summary>Plain content: numbers and dates are written in the reader's language.</summary>
    [Parameter] public Func<TItem, object?>? Value { get; set; }

    /// <summary>A template for the cell; <c>context</c> is the row.</summary>
    [Parameter] public RenderFragment<TItem>? ChildContent { get; set; }

    /// <summary>The key in the address that sorts by this column; null cannot be sorted.</summary>
    [Parameter] public string? Sort { get; set; }

    /// <summary>Right-aligned, tabular figures.</summary>
    [Parameter] public bool Number { get; set; }

    /// <summary>Names the row: a header cell, and the title of the card on a phone.</summary>
    [Parameter] public bool Primary { get; set; }

    /// <summary>Never broken into lines, such as dates and codes.</summary>
    [Parameter] public bool NoWrap { get; set; }

    /// <summary>Sentences: never squeezed, and on a phone under their heading instead of beside it.</summary>
    [Parameter] public bool Long { get; set; }

    internal string? Css => (Number, NoWrap, Long) switch
    {
        (true, _, _) => "number",
        (_, true, _) => "nowrap",
        (_, _, true) => "long",
        _ => null,
    };

    internal RenderFragment Cell(TItem item) => ChildContent is not null
        ? ChildContent(item)
        : builder => builder.AddContent(0, Plain(Value?.Invoke(item)));

    protected override void OnInitialized() => Table.Add(this);

    private static string? Plain(object? value) => value switch
    {
        null => "–",
        long or int or short or byte => Show.Number(Convert.ToInt64(value, null)),
        double real => Show.Number(real),
        decimal exact => Show.Number(exact),
        DateOnly date => Show.Date(date),
        DateTimeOffset instant => Show.DateTime(instant),
        _ => value.ToString(),
    };
}
