using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Phusa.Catalog.DataContracts;

/// <summary>Writes plain values as YAML that reads back as the same values.</summary>
internal static class YamlText
{
    public static string Write(Branch root)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(text, EmitterSettings.Default.WithBestWidth(int.MaxValue));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, true));
        Emit(emitter, root);
        emitter.Emit(new DocumentEnd(true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Emit(Emitter emitter, object? value)
    {
        switch (value)
        {
            case Branch branch:
                EmitMap(emitter, branch.Pairs);
                break;
            case IReadOnlyDictionary<string, object?> map:
                EmitMap(emitter, map);
                break;
            case System.Collections.IEnumerable list and not string:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, true, SequenceStyle.Block));
                foreach (var item in list)
                {
                    Emit(emitter, item);
                }
                emitter.Emit(new SequenceEnd());
                break;
            case string text:
                emitter.Emit(Scalar(text, StyleOf(text)));
                break;
            default:
                emitter.Emit(Scalar(Plain(value), ScalarStyle.Plain));
                break;
        }
    }

    private static void EmitMap(Emitter emitter, IEnumerable<KeyValuePair<string, object?>> pairs)
    {
        emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, true, MappingStyle.Block));
        foreach (var (key, value) in pairs)
        {
            emitter.Emit(Scalar(key, StyleOf(key)));
            Emit(emitter, value);
        }
        emitter.Emit(new MappingEnd());
    }

    private static Scalar Scalar(string text, ScalarStyle style) =>
        new(AnchorName.Empty, TagName.Empty, text, style, true, true);

    private static string Plain(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>
    /// Quotes what would read back as something else, and what other YAML readers (1.1) take for a boolean or date.
    /// </summary>
    private static ScalarStyle StyleOf(string text) =>
        text.Any(c => char.IsControl(c) || c is '\u0085' or '\u2028' or '\u2029' or '\uFEFF') ? ScalarStyle.DoubleQuoted
        : PlainValue.Resolve(text) is not string || IsOldWord(text) || char.IsAsciiDigit(text[0])
            || text.Trim().Length != text.Length ? ScalarStyle.SingleQuoted
        : ScalarStyle.Plain;

    private static bool IsOldWord(string text) => text.ToUpperInvariant() is
        "YES" or "NO" or "ON" or "OFF" or "Y" or "N" or "TRUE" or "FALSE" or "NULL" or ".NAN" or ".INF" or "-.INF"
        || text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal);
}
