using Microsoft.AspNetCore.Http.Extensions;

namespace Phusa.Ui;

/// <summary>Links to the same page with another state: everything a page shows stands in its address.</summary>
public static class PageLink
{
    /// <summary>The first page of this list with a parameter set, or taken away when the value is null.</summary>
    public static string With(HttpContext? context, string name, string? value) =>
        Build(context, pairs => pairs.Where(pair => pair.Key != name && pair.Key != "page")
            .Concat(value is null ? [] : [new(name, value)]));

    /// <summary>This page with one value of a parameter that may have several switched on or off.</summary>
    public static string Toggle(HttpContext? context, string name, string value) =>
        Build(context, pairs =>
        {
            var others = pairs.Where(pair => pair.Key != "page").ToList();
            return others.RemoveAll(pair => pair.Key == name && pair.Value == value) > 0
                ? others
                : others.Append(new(name, value));
        });

    /// <summary>This page without a parameter, on the same page of its list.</summary>
    internal static string Without(HttpContext? context, string name) =>
        Build(context, pairs => pairs.Where(pair => pair.Key != name));

    internal static string Here(HttpContext? context) =>
        context is null ? "/" : context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent();

    /// <summary>The state in the address as hidden fields of a search form would repeat it.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> State(HttpContext? context) =>
        context?.Request.Query.SelectMany(pair => pair.Value.Select(value =>
            KeyValuePair.Create(pair.Key, value ?? ""))) ?? [];

    private static string Build(
        HttpContext? context,
        Func<IEnumerable<KeyValuePair<string, string>>, IEnumerable<KeyValuePair<string, string>>> change) =>
        (context?.Request.Path.ToUriComponent() ?? "") is var path
            && new QueryBuilder(change(State(context))).ToString() is { Length: > 0 } query
                ? path + query
                : path.Length > 0 ? path : "?";
}
