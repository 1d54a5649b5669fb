using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Federation;

/// <summary>Why a copy is not made, or not kept.</summary>
internal static class CopyProblems
{
    public const string EditedCode = "copy.edited";

    private const int MostDifferences = 20;

    public static Missing Missing(Guid id) => new(new Problem("copy", "copy.missing", T.CopyMissing($"{id}")));

    public static Refusal Edited => new(new Problem("", EditedCode, T.CopyEdited));

    public static Refusal Differs(IReadOnlyList<string> differences) => new(new Problem(
        "dataset", "copy.contract-differs", T.CopyContractDiffers(Text.Same(string.Join("; ", differences.Take(MostDifferences))))));

    public static Refusal OtherRows(long there, long here) => new(new Problem("", "copy.digest", T.CopyDigest(there, here)));
}
