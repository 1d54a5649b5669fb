using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.Ui;

namespace Phusa.OpenData.Home;

/// <summary>A figure of the home page with everything that explains it.</summary>
/// <param name="How">How it is worked out, in one sentence.</param>
/// <param name="Parts">What it is made of, largest first; each leads on to where it comes from.</param>
internal sealed record Figure(string Key, Text Title, double? Value, int Decimals, Text How, IReadOnlyList<FigurePart> Parts)
{
    public string Shown => Show.Number(Value, Decimals);

    public string WhyHref => $"/why/figures/{Key}";
}

/// <summary>What one dataset adds to a figure.</summary>
internal sealed record FigurePart(Dataset Dataset, long? Version, double? Value);
