using Phusa.Catalog.DataContracts;

namespace Phusa.Catalog.Contracts;

/// <summary>Emits the JSON Schema (draft 2020-12) that editors complete and check contracts with.</summary>
public static class ContractSchema
{
    public static string Emit()
    {
        var schema = new SchemaOfShape().Root(StandardShapes.Contract);
        return schema.ToJsonString(ContractJson.Indented) + "\n";
    }
}
