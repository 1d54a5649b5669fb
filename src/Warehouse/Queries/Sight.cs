using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Vietnamese;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Warehouse.Queries;

/// <summary>
/// The contract as one caller sees it, and the one place where a field's name becomes SQL: a hidden field cannot be
/// named, and of a masked one only the mask is ever filtered, sorted, grouped or shown.
/// </summary>
internal sealed class Sight(DataContract contract, QueryAccess access, SqlValues values, List<Problem> problems)
{
    public List<Problem> Problems => problems;

    public SqlValues Values => values;

    public IReadOnlyList<Field> Visible => [.. contract.Fields.Where(one => !access.View(one.Name).IsHidden)];

    public DataContract Contract => contract;

    /// <summary>Null when there is no such field for the caller; the problem is then noted.</summary>
    /// <param name="where">The part of the query that names it.</param>
    public Field? Find(string name, string where)
    {
        if (contract.FindField(name) is not { } field)
        {
            var nearest = NearestWord.To(name, Visible.Select(one => one.Name));
            problems.Add(new(where, "query.unknown-field", nearest is null
                ? T.QueryUnknownField(name) : T.QueryUnknownFieldNearest(name, nearest)));
            return null;
        }
        if (access.View(name).IsHidden)
        {
            problems.Add(new(where, "query.hidden-field", T.QueryHiddenField(name)));
            return null;
        }
        return field;
    }

    public bool IsMasked(Field field) => access.View(field.Name).Sql is not null;

    public bool IsFull(Field field) => access.View(field.Name) == FieldView.Full;

    /// <summary>What a mask shows is a text, whatever it hides.</summary>
    public FieldType TypeOf(Field field) => IsMasked(field) ? FieldType.Text : field.Type;

    public string Sql(Field field)
    {
        var column = DuckSql.Identifier(field.Name);
        if (access.View(field.Name).Sql is not { } mask)
        {
            return column;
        }
        var withKey = mask.Contains(FieldView.Key, StringComparison.Ordinal)
            ? mask.Replace(FieldView.Key, values.Once(access.MaskKey), StringComparison.Ordinal) : mask;
        return $"({withKey.Replace(FieldView.Column, column, StringComparison.Ordinal)})";
    }

    /// <summary>The same contract with nothing hidden, for the filter that the access itself sets.</summary>
    public Sight Unmasked() => new(contract, QueryAccess.Full, values, problems);
}
