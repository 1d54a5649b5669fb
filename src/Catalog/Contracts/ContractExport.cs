using Phusa.Catalog.DataContracts;

namespace Phusa.Catalog.Contracts;

/// <summary>A contract in the forms that other tools read.</summary>
public static class ContractExport
{
    /// <summary>Frictionless Table Schema, as JSON.</summary>
    public static string ToTableSchema(DataContract contract) =>
        TableSchemaOf.Contract(contract).ToJsonString(ContractJson.Indented) + "\n";

    /// <summary>JSON Schema (draft 2020-12) of one row as the query API returns it.</summary>
    public static string ToRowSchema(DataContract contract) =>
        RowSchemaOf.Contract(contract).ToJsonString(ContractJson.Indented) + "\n";

    /// <summary>A CREATE TABLE statement.</summary>
    public static string ToSql(DataContract contract, SqlEngine engine) => TableSqlOf.Contract(contract, engine);
}

public enum SqlEngine { PostgreSql, DuckDb }
