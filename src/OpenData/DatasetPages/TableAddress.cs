using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Primitives;
using Phusa.Catalog.Contracts;
using Phusa.Ui;

namespace Phusa.OpenData.DatasetPages;

/// <summary>
/// The state of the table in its address. It is the API's own language, so that whoever sees the table has the query;
/// a form cannot write that, so what it sends is turned into it.
/// </summary>
internal static class TableAddress
{
    /// <summary>The filter form's own names, and those that are no part of the query.</summary>
    public static readonly IReadOnlyList<string> NotQuery = ["by", "op", "value", "page", "version", "lang", "purpose", "format"];

    private static readonly string[] Parts = ["q", "sort", "select", "limit", "offset", "after", "asOf"];

    /// <summary>Where to go instead when the filter form was sent; null when it was not.</summary>
    public static string? OfForm(HttpRequest request)
    {
        if (!request.Query.ContainsKey("by"))
        {
            return null;
        }
        var (field, value) = (request.Query["by"].ToString(), request.Query["value"].ToString().Trim());
        var kept = Pairs(request).Where(pair => pair.Key is not ("by" or "op" or "value" or "page"));
        if (field.Length > 0 && value.Length > 0)
        {
            var name = Parts.Contains(field) || field is "and" or "or" ? $"f.{field}" : field;
            kept = kept.Append(new(name, $"{Operator(request.Query["op"])}.{value}"));
        }
        return request.Path + new QueryBuilder(kept.Where(pair => pair.Value.Length > 0)).ToString();
    }

    public static IEnumerable<KeyValuePair<string, StringValues>> Query(HttpRequest request, int page) => request.Query
        .Where(pair => pair.Key is not ("limit" or "offset" or "after" or "group" or "agg" or "bucket" or "distinct"))
        .Append(new("limit", $"{TableView.Size}"))
        .Append(new("offset", $"{Math.Min((page - 1) * TableView.Size, Warehouse.Contracts.Query.DeepestOffset)}"));

    /// <summary>The conditions in the address, each with a way to take it off.</summary>
    public static IReadOnlyList<UsedFilter> Filters(HttpContext http, DataContract contract) =>
        [.. Pairs(http.Request)
            .Where(pair => !Parts.Contains(pair.Key) && !NotQuery.Contains(pair.Key))
            .Select(pair => new UsedFilter(Worded(pair, contract), PageLink.Toggle(http, pair.Key, pair.Value)))];

    /// <summary>The part of the address that a download has in common with the table, to be appended.</summary>
    public static string Narrowed(HttpRequest request, long? version)
    {
        var pairs = Pairs(request).Where(pair => pair.Key is not ("page" or "version" or "lang" or "limit" or "offset" or "after"));
        var text = new QueryBuilder(version is { } number ? pairs.Append(new("asOf", $"{number}")) : pairs).ToString();
        return text.Length > 1 ? "&" + text[1..] : "";
    }

    private static string Worded(KeyValuePair<string, string> pair, DataContract contract)
    {
        if (pair.Key is "and" or "or" or "not.and" or "not.or")
        {
            return $"{pair.Key} {pair.Value}";
        }
        var name = pair.Key.StartsWith("f.", StringComparison.Ordinal) ? pair.Key[2..] : pair.Key;
        var dot = pair.Value.IndexOf('.', StringComparison.Ordinal);
        var (op, value) = dot < 0 ? ("eq", pair.Value) : (pair.Value[..dot], pair.Value[(dot + 1)..]);
        return $"{contract.FindField(name)?.Title.ToString() ?? name} {Sign(op)} {value}";
    }

    private static string Sign(string op) => op switch
    {
        "eq" => "=",
        "gte" => "≥",
        "lte" => "≤",
        "gt" => ">",
        "lt" => "<",
        "neq" => "≠",
        "like" => T.FilterHas.ToString(),
        _ => op,
    };

    private static string Operator(string? op) => op is "eq" or "gte" or "lte" or "neq" or "like" ? op : "like";

    private static IEnumerable<KeyValuePair<string, string>> Pairs(HttpRequest request) => request.Query
        .SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? "")));
}
