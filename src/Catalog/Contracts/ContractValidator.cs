using Phusa.Catalog.DataContracts;
using Phusa.Kernel.Outcomes;

namespace Phusa.Catalog.Contracts;

/// <summary>
/// Problems forbid the use of a contract, warnings do not. Fields of both are paths within the contract.
/// </summary>
public sealed record ContractFindings(IReadOnlyList<Problem> Problems, IReadOnlyList<Problem> Warnings);

/// <summary>The rules that a well-formed contract must also keep to make sense, all checked at once.</summary>
public static class ContractValidator
{
    public static ContractFindings Validate(DataContract contract)
    {
        var findings = new Findings();
        FieldRules.Check(contract, findings);
        LimitRules.Check(contract, findings);
        ProtectionRules.Check(contract, findings);
        SettingsRules.Check(contract, findings);
        CheckRules.Check(contract, findings);
        return new(findings.Problems, findings.Warnings);
    }
}
