using Phusa.Kernel.Texts;

namespace Phusa.Ui;

/// <summary>Whose platform this is.</summary>
public sealed class Site(Text province)
{
    public Text Name => province;

    /// <summary>Shown beside the brand in the reader's language; empty shows the brand alone.</summary>
    public string Province => province.ToString();
}
