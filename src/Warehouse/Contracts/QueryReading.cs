using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Phusa.Kernel.Outcomes;
using Phusa.Warehouse.Queries;

namespace Phusa.Warehouse.Contracts;

/// <summary>
/// A query as it came in, and what is wrong with its wording. What is wrong with its names and values is found against
/// the contract when it is prepared, and both are told together.
/// </summary>
public sealed record QueryReading(Query Query, IReadOnlyList<Problem> Problems)
{
    public static implicit operator QueryReading(Query query) => new(query, []);

    /// <summary>
    /// Reads an address such as
    /// <c>?budget=gte.100&amp;lead_agency=in.(H21.05,H21.10)&amp;q=giao&amp;sort=-budget,no&amp;limit=50&amp;select=no,name</c>. A field named
    /// like a part of the query is written <c>f.limit=eq.3</c>. All conditions hold, but for those within
    /// <c>or=(budget.gte.100,and(no.lt.5,name.like.cau))</c>; <c>not.</c> goes before either word.
    /// </summary>
    /// <param name="others">Names in the address that are no part of the query.</param>
    public static QueryReading OfAddress(
        IEnumerable<KeyValuePair<string, StringValues>> address, params IReadOnlyList<string> others) =>
        new AddressReading().Read(address, others);

    /// <summary>
    /// Reads <c>{ "select": ["no"], "where": { "and": [ { "field": "budget", "op": "gte", "value": 100 } ] },
    /// "sort": ["-budget"], "limit": 50, "group": [], "agg": ["sum.budget"] }</c>.
    /// </summary>
    public static QueryReading OfJson(JsonElement body) => new BodyReading().Read(body);
}
