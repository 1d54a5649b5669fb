using Microsoft.AspNetCore.WebUtilities;
using Phusa.Catalog.Contracts;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.Queries;

namespace Phusa.Tests.Unit.Warehouse;

/// <summary>A contract with a field of every kind, and short ways to compile queries on it.</summary>
internal static class Sample
{
    public static readonly DataContract Projects = new()
    {
        Id = "projects", Name = "projects",
        Fields =
        [
            new() { Name = "no", Type = FieldType.Integer, KeyPosition = 1 },
            new() { Name = "lead_agency", Type = FieldType.Text },
            new() { Name = "name", Type = FieldType.Text },
            new() { Name = "budget", Type = FieldType.Number },
            new() { Name = "rate", Type = FieldType.Decimal },
            new() { Name = "day", Type = FieldType.Date },
            new() { Name = "active", Type = FieldType.Boolean },
            new() { Name = "limit", Type = FieldType.Integer },
            new() { Name = "place", Type = FieldType.Geometry },
        ],
    };

    public static Query Read(string address)
    {
        var reading = QueryReading.OfAddress(QueryHelpers.ParseQuery(address));
        Assert.Empty(reading.Problems);
        return reading.Query;
    }

    public static CompiledQuery Compile(string address, QueryAccess? access = null, bool hasFold = true) =>
        Compile(Read(address), access, hasFold);

    public static CompiledQuery Compile(Query query, QueryAccess? access = null, bool hasFold = true)
    {
        var outcome = QueryCompiler.Compile(query, Projects, access ?? QueryAccess.Full, new("rows", hasFold));
        Assert.Empty(outcome.Problems);
        return outcome.Value!;
    }

    public static IReadOnlyList<string> Codes(string address, QueryAccess? access = null) =>
        [.. QueryCompiler.Compile(Read(address), Projects, access ?? QueryAccess.Full, QuerySource.None)
            .Problems.Select(problem => problem.Code)];
}
