using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Phusa.Kernel.Texts;

/// <summary>
/// A text for people in Vietnamese and English, with its arguments. It is worded only where it is shown:
/// <see cref="ToString"/> and JSON use the request's language, rejects and logs of loads keep both.
/// </summary>
[JsonConverter(typeof(TextConverter))]
public readonly struct Text(string vi, string en, params object?[] args)
{
    public static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public string Vi => Word(Vietnamese, vi);

    public string En => Word(English, en);

    public override string ToString() => In(CultureInfo.CurrentUICulture);

    /// <summary>English for any English culture, Vietnamese for every other.</summary>
    public string In(CultureInfo language) => language.TwoLetterISOLanguageName == "en" ? En : Vi;

    /// <summary>A text that reads the same in both languages, such as a name or a value.</summary>
    public static Text Same(string text) => Pair(text, text);

    /// <summary>Words that people wrote in both languages; a brace in them is a brace, never a placeholder.</summary>
    public static Text Pair(string vi, string en) => new(Escape(vi), Escape(en));

    private string Word(CultureInfo language, string? format) => format is null ? ""
        : args is null or [] ? Plain(format)
        : string.Format(language, format, Array.ConvertAll(args, arg => arg is Text inner ? inner.In(language) : arg));

    private static string Escape(string text) => text.Replace("{", "{{", StringComparison.Ordinal)
        .Replace("}", "}}", StringComparison.Ordinal);

    private static string Plain(string format) => format.Replace("{{", "{", StringComparison.Ordinal)
        .Replace("}}", "}", StringComparison.Ordinal);
}

internal sealed class TextConverter : JsonConverter<Text>
{
    public override Text Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        Text.Same(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, Text value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
