using Phusa.Catalog.DataContracts;

namespace Phusa.Catalog.Contracts;

/// <summary>Reads a contract from YAML and reports everything that is wrong with it at once.</summary>
public static class ContractReader
{
    /// <param name="yaml">The file's text.</param>
    /// <param name="file">The file's name, for the places in messages.</param>
    public static ContractReading Read(string yaml, string file)
    {
        var places = new Places(file);
        if (YamlTree.Read(yaml, places) is not { } root)
        {
            return new(null, places.Problems, places.Warnings);
        }
        new ShapeCheck(places).Check(root, StandardShapes.Contract, "");
        var contract = new ContractMapping(places).Map(root);
        var findings = ContractValidator.Validate(contract);
        // A fault of form is often one of meaning too: it is told once, as the form's.
        places.Problems.AddRange(findings.Problems.Select(places.Found).Where(found => places.Problems.All(known =>
            known.Field != found.Field)).ToList());
        places.Warnings.AddRange(findings.Warnings.Select(places.Found));
        return new(places.Problems.Count == 0 ? contract : null, places.Problems, places.Warnings);
    }
}
