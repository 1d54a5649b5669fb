using System.Text;
using Phusa.Host.Demo.Fields;

namespace Phusa.Host.Demo.Recipes;

/// <summary>A recipe ready to be followed: any run of its rows can be written, by several callers at a time.</summary>
internal sealed class Plan
{
    private readonly Column[] columns;
    private readonly Share duplicate;

    public Plan(Recipe recipe, IReadOnlyList<Field> fields, Faults faults)
    {
        (File, Rows, Fields, duplicate) = (recipe.File, recipe.Rows, fields, faults.Duplicate);
        columns = [.. fields.Select(field => new Column(field, faults, recipe.File))];
    }

    public string File { get; }

    public long Rows { get; }

    public IReadOnlyList<Field> Fields { get; }

    public void WriteHeader(CsvBuffer to)
    {
        to.Text(Encoding.UTF8.GetBytes(string.Join(',', Fields.Select(field => field.Name))));
        to.Byte((byte)'\n');
    }

    /// <summary>Writes rows up to, not including, <paramref name="end"/>; answers how many, with the doubled.</summary>
    public long WriteRows(long first, long end, CsvBuffer to)
    {
        var written = end - first;
        for (var row = first; row < end; row++)
        {
            var start = to.Length;
            for (var i = 0; i < columns.Length; i++)
            {
                if (i > 0)
                {
                    to.Byte((byte)',');
                }

                columns[i].Write(row, to);
            }

            to.Byte((byte)'\n');
            if (duplicate.Hits(row))
            {
                to.Repeat(start, to.Length);
                written++;
            }
        }

        return written;
    }

    /// <summary>A field with its faults.</summary>
    private sealed class Column
    {
        private readonly Field field;
        private readonly NumberField? number;
        private readonly Share blank;
        private readonly Share pad;
        private readonly Share outlier;
        private readonly double factor;

        public Column(Field field, Faults faults, string file)
        {
            (this.field, number) = (field, field as NumberField);
            (blank, pad) = (faults.Of("blank", field.Name), faults.Of("pad", field.Name));
            (outlier, factor) = faults.Outlier(field.Name);
            if (number is null && faults.HasOutlier(field.Name))
            {
                throw Arguments.Refusal(file, field.Name, "is not a number, so it cannot lie far out");
            }
        }

        public void Write(long row, CsvBuffer to)
        {
            if (blank.Hits(row) || field.IsBlank(row, to))
            {
                return;
            }

            var start = to.Length;
            if (number is not null && outlier.Hits(row))
            {
                to.Number((long)Math.Floor(number.Scaled(row, to) * factor + 0.5), number.Decimals);
            }
            else
            {
                field.WriteValue(row, to);
            }

            if (pad.Hits(row) && to.Length > start)
            {
                to.Pad(start);
            }

            if (number is null)
            {
                to.Quote(start);
            }
        }
    }
}
