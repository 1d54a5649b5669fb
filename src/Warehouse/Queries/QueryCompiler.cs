using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Warehouse.Contracts;

namespace Phusa.Warehouse.Queries;

/// <summary>
/// Query and contract to DuckDB's SQL: the only place where rows are asked for. Every value is bound, every name comes
/// from the contract and is quoted, and every problem is told at once.
/// </summary>
internal sealed class QueryCompiler
{
    private readonly Query query;
    private readonly QueryAccess access;
    private readonly QuerySource source;
    private readonly SqlValues values = new();
    private readonly List<Problem> problems = [];
    private readonly Sight sight;

    private readonly bool withPlace;

    private QueryCompiler(Query query, DataContract contract, QueryAccess access, QuerySource source, bool withPlace)
    {
        (this.query, this.access, this.source, this.withPlace) = (query, access, source, withPlace);
        sight = new(contract, access, values, problems);
    }

    /// <param name="withPlace">Geometry, x and y stand behind the other columns.</param>
    public static Outcome<CompiledQuery> Compile(
        Query query, DataContract contract, QueryAccess access, QuerySource source, bool withPlace = false) =>
        new QueryCompiler(query, contract, access, source, withPlace).Compile();

    private Outcome<CompiledQuery> Compile()
    {
        CheckPage();
        if (withPlace && (query.IsGrouped || query.Distinct))
        {
            problems.Add(new("format", "export.grouped", T.ExportGrouped));
        }
        var compiled = query.IsGrouped ? Grouped() : Rows();
        return problems.Count > 0 ? new Refusal([.. problems.Distinct()]) : compiled;
    }

    private CompiledQuery Grouped()
    {
        var groups = new GroupSql(query, sight).Columns();
        var texts = groups.ConvertAll(one => one.IsGroup && IsText(one.Column));
        var order = query.Sort.Count > 0
            ? query.Sort.Select(sort => Ordered(sort, groups.FindIndex(one => one.Column.Name == sort.Field), texts))
            : Enumerable.Range(0, groups.Count(one => one.IsGroup)).Select(column => Compared(column, texts));
        var where = Where(null);
        var by = string.Join(", ", groups.Index().Where(one => one.Item.IsGroup).Select(one => Position(one.Index)));
        return new(
            $"select {string.Join(", ", groups.Select(one => $"{one.Sql} as {Quoted(one.Column.Name)}"))} "
            + $"from {source.Name}{where}{(by.Length > 0 ? " group by " + by : "")}{OrderBy(order)}{Page(extra: 0)}",
            values.Bound, [.. groups.Select(one => one.Column)], Keys: 0);
    }

    private CompiledQuery Rows()
    {
        var fields = query.Fields.Count == 0 ? [.. sight.Visible]
            : query.Fields.Select(name => sight.Find(name, "select")).OfType<Field>().ToList();
        foreach (var twice in fields.GroupBy(field => field.Name).Where(group => group.Count() > 1))
        {
            problems.Add(new("select", "query.duplicate-column", T.QueryDuplicateColumn(twice.Key)));
        }
        var columns = fields.ConvertAll(field => $"{sight.Sql(field)} as {Quoted(field.Name)}");
        var answer = fields.ConvertAll(field => new AnswerColumn(field.Name, field, sight.IsMasked(field)));
        return query.Distinct ? Distinct(columns, answer) : Page(columns, answer);
    }

    private CompiledQuery Distinct(List<string> columns, List<AnswerColumn> answer)
    {
        var texts = answer.ConvertAll(IsText);
        var order = query.Sort.Count > 0
            ? query.Sort.Select(sort => Ordered(sort, answer.FindIndex(one => one.Name == sort.Field), texts))
            : Enumerable.Range(0, columns.Count).Select(column => Compared(column, texts));
        var where = Where(null);
        return new($"select distinct {string.Join(", ", columns)} from {source.Name}{where}{OrderBy(order)}{Page(extra: 0)}",
            values.Bound, answer, Keys: 0);
    }

    private CompiledQuery Page(List<string> columns, List<AnswerColumn> answer)
    {
        var sorts = query.Sort.Select(sort => (Field: sight.Find(sort.Field, "sort"), sort.Descending))
            .Where(one => one.Field is not null)
            .Select(one => SortKey.Of(one.Field!, sight, source, one.Descending)).ToList();
        var paged = query.Limit is not null;
        if (paged)
        {
            columns.AddRange(sorts.Select((key, i) => string.Create(CultureInfo.InvariantCulture, $"{key.Sql} as _s{i}")));
            columns.Add(QuerySource.Id);
        }
        if (withPlace)
        {
            columns.AddRange(PlaceColumns());
        }
        var where = Where(After(sorts));
        // Rows come in the order of their places by themselves; saying so would make DuckDB sort them all.
        var order = sorts.Count == 0 ? [] : sorts.Select(key => key.Order).Append(QuerySource.Id);
        return new($"select {string.Join(", ", columns)} from {source.Name}{where}{OrderBy(order)}{Page(extra: 1)}",
            values.Bound, answer, paged ? sorts.Count + 1 : 0);
    }

    private string? After(List<SortKey> sorts)
    {
        if (query.After is null)
        {
            return null;
        }
        var cursor = Cursor.Read(query.After);
        if (cursor is null || !cursor.Fits(query) || sorts.Count != query.Sort.Count
            || KeysetSql.After(sorts, cursor, values) is not { } sql)
        {
            problems.Add(new("after", "query.wrong-cursor", T.QueryWrongCursor));
            return null;
        }
        return sql;
    }

    private string Where(string? after)
    {
        List<string?> parts =
        [
            access.Rows is { } rows ? new FilterSql(sight.Unmasked()).Of(rows) : null,
            query.Where is { } filter ? new FilterSql(sight).Of(filter) : null,
            TextSql.Of(query.Text, sight, source),
            Box(),
            after,
        ];
        parts.RemoveAll(part => part is null or "true");
        return parts.Count == 0 ? "" : " where " + string.Join(" and ", parts);
    }

    private string? Box()
    {
        if (query.Box is not { } box)
        {
            return null;
        }
        if (!(box.West < box.East && box.South < box.North))
        {
            problems.Add(new("bbox", "query.wrong-box", T.QueryWrongBox));
        }
        if (Place.Of(sight) is not { } place)
        {
            problems.Add(new("bbox", "query.no-place", T.QueryNoPlace));
            return null;
        }
        return $"{place.X} between {values.Bind(box.West)} and {values.Bind(box.East)} "
            + $"and {place.Y} between {values.Bind(box.South)} and {values.Bind(box.North)}";
    }

    private IEnumerable<string> PlaceColumns()
    {
        if (Place.Of(sight) is { } place)
        {
            var geometry = place.Geometry is { } field ? $"{sight.Sql(field)}::varchar" : "null::varchar";
            return [$"{geometry} as _g", $"({place.X})::double as _x", $"({place.Y})::double as _y"];
        }
        problems.Add(new("format", "export.no-place", T.ExportNoPlace));
        return [];
    }

    private void CheckPage()
    {
        Within("limit", query.Limit ?? 1, 1, query.Limit is null ? 1 : Query.MostOnPage);
        Within("offset", query.Offset, 0, Query.DeepestOffset);
        if (query is { After: not null, Offset: > 0 })
        {
            problems.Add(new("after", "query.cursor-and-offset", T.QueryCursorAndOffset));
        }
        if (query.After is not null && (query.IsGrouped || query.Distinct))
        {
            problems.Add(new("after", "query.cursor-not-here", T.QueryCursorNotHere));
        }
    }

    private void Within(string part, int number, int least, int most)
    {
        if (number < least || number > most)
        {
            problems.Add(new(part, "query.wrong-number", T.QueryWrongNumber(number, least, most)));
        }
    }

    private bool IsText(AnswerColumn column) =>
        column.Field is { } field && DictionaryOrder.Applies(sight.TypeOf(field), source);

    private string Ordered(Sort sort, int column, List<bool> texts)
    {
        if (column < 0)
        {
            problems.Add(new("sort", "query.sort-not-answered", T.QuerySortNotAnswered(sort.Field)));
            return Position(column);
        }
        return Compared(column, texts) + (sort.Descending ? " desc nulls last" : " nulls last");
    }

    // A limit that is bound would keep DuckDB from stopping early, so it stands in the text; page sizes are few.
    private string Page(int extra) => (query.Limit, query.Offset) switch
    {
        (null, 0) => "",
        (null, var offset) => string.Create(CultureInfo.InvariantCulture, $" offset {offset}"),
        (var limit, 0) => string.Create(CultureInfo.InvariantCulture, $" limit {limit + extra}"),
        var (limit, offset) => string.Create(CultureInfo.InvariantCulture, $" limit {limit + extra} offset {offset}"),
    };

    private static string OrderBy(IEnumerable<string> parts) =>
        string.Join(", ", parts) is { Length: > 0 } order ? " order by " + order : "";

    private static string Compared(int column, List<bool> texts) =>
        texts[column] ? DictionaryOrder.Sql(Position(column)) : Position(column);

    private static string Position(int column) => (column + 1).ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string name) => DuckDb.DuckSql.Identifier(name);
}
