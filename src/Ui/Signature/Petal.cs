using System.Globalization;

namespace Phusa.Ui;

/// <summary>The outline of a petal that points up from the middle of a square of 200.</summary>
internal static class Petal
{
    private const double Heart = 27, Tip = 96;

    /// <summary>A petal of full score; the faint one behind every petal that shows what is missing.</summary>
    public static readonly string Whole = Outline(100);

    /// <summary>
    /// Length and width both follow the score, and the petal begins at the edge of the heart: a low score stays
    /// visible instead of vanishing under the number.
    /// </summary>
    public static string Outline(double score)
    {
        var share = Math.Clamp(score, 0, 100) / 100;
        var length = (Tip - Heart) * share;
        var (top, width) = (Heart + length, 9 + (21 * share));
        var (belly, shoulder) = (Heart + (length * .2), Heart + (length * .68));
        return string.Create(CultureInfo.InvariantCulture,
            $"M0-12C{-width:0.#}-{belly:0.#} {-width:0.#}-{shoulder:0.#} 0-{top:0.#}")
            + string.Create(CultureInfo.InvariantCulture,
            $"C{width:0.#}-{shoulder:0.#} {width:0.#}-{belly:0.#} 0-12Z");
    }
}
