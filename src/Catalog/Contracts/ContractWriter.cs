using Phusa.Catalog.DataContracts;

namespace Phusa.Catalog.Contracts;

/// <summary>
/// Writes a contract as canonical YAML of the standard: fixed order, defaults left out. Reading it back gives an
/// equal contract. Comments of the file it was read from are not part of a contract.
/// </summary>
public static class ContractWriter
{
    public static string Write(DataContract contract) => YamlText.Write(ContractTree.Of(contract));
}
