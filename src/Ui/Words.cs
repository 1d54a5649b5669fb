using Phusa.Kernel.Texts;

namespace Phusa.Ui;

/// <summary>
/// What a component shows as text: one of a module's <c>T.…</c> texts, worded in the language of the request,
/// or a value such as a dataset's title.
/// </summary>
public readonly record struct Words(string? Value)
{
    public bool IsEmpty => string.IsNullOrEmpty(Value);

    public static implicit operator Words(string? value) => new(value);

    public static implicit operator Words(Text text) => new(text.ToString());

    public static Words FromText(Text text) => text;

    public override string ToString() => Value ?? "";
}
