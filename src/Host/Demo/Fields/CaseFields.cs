namespace Phusa.Host.Demo.Fields;

/// <summary>
/// The forms that a field takes by the value of another. A value without a case takes the field's own arguments,
/// which therefore need to be whole only when that happens.
/// </summary>
internal sealed class Cases(Field by, Texts values, Field[] forms, Lazy<Field> otherwise)
{
    public IReadOnlyList<Field> Forms => forms;

    public Field Of(long row, CsvBuffer scratch)
    {
        var at = values.Find(by, row, scratch);
        return at < 0 ? otherwise.Value : forms[at];
    }
}

/// <summary>A field of any kind whose arguments depend on another field.</summary>
internal sealed class CaseField(FieldFrame frame, Cases cases) : Field(frame)
{
    public override bool IsBlank(long row, CsvBuffer scratch) => cases.Of(row, scratch).IsBlank(row, scratch);

    public override void WriteValue(long row, CsvBuffer to) => cases.Of(row, to).WriteValue(row, to);
}

/// <summary>The same for numbers, which other fields may count with.</summary>
internal sealed class NumberCaseField(FieldFrame frame, Cases cases)
    : NumberField(frame, ((NumberField)cases.Forms[0]).Decimals)
{
    public override bool IsBlank(long row, CsvBuffer scratch) => cases.Of(row, scratch).IsBlank(row, scratch);

    public override long Scaled(long row, CsvBuffer scratch)
    {
        return ((NumberField)cases.Of(row, scratch)).Scaled(row, scratch);
    }
}
