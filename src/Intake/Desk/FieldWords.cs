using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;

namespace Phusa.Intake.Desk;

/// <summary>Types as a steward knows them.</summary>
internal static class FieldWords
{
    public static Text Type(Field field) => field.Type switch
    {
        FieldType.Integer => T.TypeInteger,
        FieldType.Number or FieldType.Decimal => T.TypeNumber,
        FieldType.Boolean => T.TypeBoolean,
        FieldType.Date => T.TypeDate,
        FieldType.Timestamp => T.TypeTimestamp,
        FieldType.Time => T.TypeTime,
        FieldType.Geometry => T.TypeGeometry,
        _ => T.TypeText,
    };
}
