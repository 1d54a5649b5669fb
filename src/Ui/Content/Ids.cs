namespace Phusa.Ui;

/// <summary>
/// Ids that tie a label to its control or a heading to its section. Counted anew for every page, so that the same
/// page is the same bytes.
/// </summary>
internal sealed class Ids
{
    private int last;

    public string Next() => $"u{++last}";
}
