using Phusa.Catalog.Contracts;

namespace Phusa.Intake.Reading;

/// <summary>How a file was understood, shown to the steward before anything is written, and changeable.</summary>
/// <param name="Format">csv, xlsx, xls, json, ndjson, geojson or parquet.</param>
/// <param name="Encoding">Name of the character encoding; empty for binary formats.</param>
/// <param name="Delimiter">For CSV.</param>
/// <param name="Sheet">For workbooks.</param>
/// <param name="HeaderLine">Line of the header, from 1; 0 where the format names its fields itself.</param>
/// <param name="Columns">Columns of the file in their order.</param>
/// <param name="MissingFields">Fields of the contract that the file has no column for.</param>
internal sealed record Understanding(
    string Format,
    string Encoding,
    string? Delimiter,
    string? Sheet,
    int HeaderLine,
    IReadOnlyList<ColumnUnderstanding> Columns,
    IReadOnlyList<string> MissingFields)
{
    /// <summary>Position of the column that fills a field; -1 when there is none.</summary>
    public int ColumnOf(Field field)
    {
        for (var at = 0; at < Columns.Count; at++)
        {
            if (Columns[at].Field == field.Name)
            {
                return at;
            }
        }
        return -1;
    }
}

/// <summary>A column of the file.</summary>
/// <param name="Field">The contract's field it fills; null when it is left out.</param>
/// <param name="Numbers">How its numbers are written, for a numeric field.</param>
internal sealed record ColumnUnderstanding(string Header, string? Field, NumberForm Numbers = NumberForm.Plain);

/// <summary>How numbers are written: 1234.5; 1.234,5 as in Vietnam; 1,234.5 as in English.</summary>
internal enum NumberForm { Plain, Vietnamese, English }
